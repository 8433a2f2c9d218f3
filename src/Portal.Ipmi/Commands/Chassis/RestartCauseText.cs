namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Restart causes in words.</summary>
public static class RestartCauseText
{
    /// <summary>The cause in words, after IPMI 2.0 §28.11.</summary>
    public static string Describe(this RestartCause cause) => cause switch
    {
        RestartCause.Unknown => "unknown",
        RestartCause.ChassisControl => "chassis power control command",
        RestartCause.ResetButton => "reset via pushbutton",
        RestartCause.PowerButton => "power-up via pushbutton",
        RestartCause.Watchdog => "watchdog expired",
        RestartCause.Oem => "OEM",
        RestartCause.PowerRestoredAlwaysOn => "power-up due to always-restore power policy",
        RestartCause.PowerRestoredPrevious => "power-up due to restore-previous power policy",
        RestartCause.PlatformEventReset => "reset via platform event filtering",
        RestartCause.PlatformEventPowerCycle => "power-cycle via platform event filtering",
        RestartCause.SoftReset => "soft reset",
        RestartCause.RtcWakeUp => "power-up via real-time clock",
        _ => $"reserved ({(byte)cause:X}h)",
    };
}
