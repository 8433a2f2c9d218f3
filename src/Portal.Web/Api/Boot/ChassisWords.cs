using Portal.Ipmi.Commands.Chassis;

namespace Portal.Web.Api.Boot;

/// <summary>The bits of a chassis status as stable words; pages translate them.</summary>
internal static class ChassisWords
{
    public static IEnumerable<string> Faults(ChassisStatus status) => Of(
        (status.PowerOverload, "powerOverload"), (status.Interlock, "interlock"), (status.PowerFault, "powerFault"), (status.PowerControlFault, "powerControlFault"),
        (status.Intrusion, "intrusion"), (status.FrontPanelLockout, "frontPanelLockout"), (status.DriveFault, "driveFault"), (status.CoolingFault, "coolingFault"));

    public static IEnumerable<string> LastEvents(ChassisStatus status) => Of(
        (status.LastEventAcFailed, "acFailed"), (status.LastEventOverload, "overload"), (status.LastEventInterlock, "interlock"), (status.LastEventPowerFault, "powerFault"),
        (status.LastEventIpmiCommand, "command"));

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IEnumerable<string> Of(params (bool Is, string Word)[] bits) => bits.Where(bit => bit.Is).Select(bit => bit.Word);
}
