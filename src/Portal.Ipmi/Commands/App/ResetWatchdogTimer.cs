using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Reset Watchdog Timer, IPMI 2.0 §27.5: starts it, or starts it over.</summary>
public sealed record ResetWatchdogTimer : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x22);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "the watchdog timer has not been set",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
