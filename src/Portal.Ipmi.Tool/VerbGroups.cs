using Portal.Ipmi.Tool.Verbs;

namespace Portal.Ipmi.Tool;

/// <summary>Everything the program can do, in the order of its help.</summary>
internal static class VerbGroups
{
    public static IReadOnlyList<IVerbGroup> All { get; } =
    [
        new McVerbs(),
        new SolVerbs(),
        new ChassisVerbs(),
        new PowerVerb(),
        new SelVerbs(),
        new EventVerbs(),
        new PefVerbs(),
        new SessionVerbs(),
        new SdrVerbs(),
        new SensorVerbs(),
        new LanVerbs(),
        new UserVerbs(),
        new ChannelVerbs(),
        new FruVerbs(),
        new DcmiVerbs(),
        new OemVerbs(),
        new RawVerb(),
        new ExecVerb(),
        new ShellVerb(),
    ];
}
