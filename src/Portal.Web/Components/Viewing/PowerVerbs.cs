using Portal.Fleet.Access;
using Portal.Fleet.Power;

namespace Portal.Web.Components.Viewing;

/// <summary>The power verbs in the order people meet them: gentle first.</summary>
internal static class PowerVerbs
{
    public static IReadOnlyList<PowerAction> All { get; } = [PowerAction.On, PowerAction.Soft, PowerAction.Off, PowerAction.Cycle, PowerAction.Reset, PowerAction.Nmi];

    /// <summary>The right that the verb needs.</summary>
    public static BmcRight Right(this PowerAction action) => action is PowerAction.On or PowerAction.Soft ? BmcRight.PowerSoft : BmcRight.PowerHard;

    /// <summary>The host loses what it has not saved.</summary>
    public static bool IsDestructive(this PowerAction action) => action is not (PowerAction.On or PowerAction.Soft);

    /// <summary>The caller holds at least one verb.</summary>
    public static bool MaySwitchPower(this BmcRight rights) => (rights & (BmcRight.PowerSoft | BmcRight.PowerHard)) != 0;
}
