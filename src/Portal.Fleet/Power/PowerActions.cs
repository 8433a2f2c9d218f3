using Portal.Fleet.Access;

namespace Portal.Fleet.Power;

/// <summary>What kind of action an action is.</summary>
public static class PowerActions
{
    /// <summary>The host's power or processor changes with it.</summary>
    public static bool TouchesHost(this PowerAction action) => !action.IsBmcReset();

    /// <summary>The host loses what it has not saved.</summary>
    public static bool IsDestructive(this PowerAction action) => action is not (PowerAction.On or PowerAction.Soft);

    public static bool IsBmcReset(this PowerAction action) => action is PowerAction.BmcColdReset or PowerAction.BmcWarmReset;

    /// <summary>Sets the boot device before it starts the host.</summary>
    public static bool SetsBoot(this PowerAction action) => action is PowerAction.BootToSetup or PowerAction.BootAndWatch;

    /// <summary>The rights that it needs.</summary>
    public static BmcRight Right(this PowerAction action) => action switch
    {
        PowerAction.On or PowerAction.Soft => BmcRight.PowerSoft,
        PowerAction.BootToSetup or PowerAction.BootAndWatch => BmcRight.PowerHard | BmcRight.Boot,
        PowerAction.BmcColdReset or PowerAction.BmcWarmReset => BmcRight.BmcSettings,
        _ => BmcRight.PowerHard,
    };

    /// <summary>Its word in the audit.</summary>
    internal static string Act(this PowerAction action) => action switch
    {
        PowerAction.On => "power.on",
        PowerAction.Off => "power.off",
        PowerAction.Cycle => "power.cycle",
        PowerAction.Reset => "power.reset",
        PowerAction.Soft => "power.soft",
        PowerAction.Nmi => "power.nmi",
        PowerAction.BootToSetup => "boot.toSetup",
        PowerAction.BootAndWatch => "boot.andWatch",
        PowerAction.BmcColdReset => "bmc.reset.cold",
        PowerAction.BmcWarmReset => "bmc.reset.warm",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };
}
