using Portal.Fleet.Access;
using Portal.Fleet.Power;

namespace Portal.Web.Components.Viewing;

/// <summary>The power verbs in the order people meet them: gentle first.</summary>
internal static class PowerVerbs
{
    public static IReadOnlyList<PowerAction> All { get; } = [PowerAction.On, PowerAction.Soft, PowerAction.Off, PowerAction.Cycle, PowerAction.Reset, PowerAction.Nmi];

    /// <summary>The caller holds at least one verb.</summary>
    public static bool MaySwitchPower(this BmcRight rights) => (rights & (BmcRight.PowerSoft | BmcRight.PowerHard)) != 0;
}
