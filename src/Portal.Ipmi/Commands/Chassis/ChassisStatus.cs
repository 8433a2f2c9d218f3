namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Answer to Get Chassis Status, IPMI 2.0 §28.2: the bytes as they came, and every bit by name.</summary>
/// <param name="PowerState">Current power state byte.</param>
/// <param name="LastPowerEvent">Last power event byte.</param>
/// <param name="Miscellaneous">Miscellaneous chassis state byte.</param>
/// <param name="FrontPanel">Front panel button capabilities byte; null when the BMC does not send it.</param>
public readonly record struct ChassisStatus(byte PowerState, byte LastPowerEvent, byte Miscellaneous, byte? FrontPanel)
{
    /// <summary>The host has power.</summary>
    public bool IsOn => (PowerState & 0x01) != 0;

    /// <summary>Power overload shut the host down.</summary>
    public bool PowerOverload => (PowerState & 0x02) != 0;

    /// <summary>A panel interlock switch keeps the host down.</summary>
    public bool Interlock => (PowerState & 0x04) != 0;

    /// <summary>A fault of the main power subsystem was seen.</summary>
    public bool PowerFault => (PowerState & 0x08) != 0;

    /// <summary>A power control fault was seen.</summary>
    public bool PowerControlFault => (PowerState & 0x10) != 0;

    /// <summary>What the host does when mains power returns.</summary>
    public PowerRestorePolicy RestorePolicy => (PowerRestorePolicy)((PowerState >> 5) & 0x03);

    /// <summary>Mains power failed.</summary>
    public bool LastEventAcFailed => (LastPowerEvent & 0x01) != 0;

    /// <summary>The last power down was an overload.</summary>
    public bool LastEventOverload => (LastPowerEvent & 0x02) != 0;

    /// <summary>The last power down was an interlock.</summary>
    public bool LastEventInterlock => (LastPowerEvent & 0x04) != 0;

    /// <summary>The last power down was a power fault.</summary>
    public bool LastEventPowerFault => (LastPowerEvent & 0x08) != 0;

    /// <summary>The last power up was an IPMI command.</summary>
    public bool LastEventIpmiCommand => (LastPowerEvent & 0x10) != 0;

    /// <summary>The chassis is open.</summary>
    public bool Intrusion => (Miscellaneous & 0x01) != 0;

    /// <summary>The front panel's power and reset buttons are locked.</summary>
    public bool FrontPanelLockout => (Miscellaneous & 0x02) != 0;

    /// <summary>A drive has failed.</summary>
    public bool DriveFault => (Miscellaneous & 0x04) != 0;

    /// <summary>A fan or the cooling has failed.</summary>
    public bool CoolingFault => (Miscellaneous & 0x08) != 0;

    /// <summary>State of the identify light; null when the BMC does not tell it.</summary>
    public IdentifyState? Identify => (Miscellaneous & 0x40) != 0 ? (IdentifyState)((Miscellaneous >> 4) & 0x03) : null;

    /// <summary>The buttons of the front panel that are switched off; null when the BMC does not tell.</summary>
    public FrontPanelButtons? DisabledButtons => FrontPanel is { } panel ? (FrontPanelButtons)(panel & 0x0F) : null;

    /// <summary>The buttons of the front panel that may be switched off; null when the BMC does not tell.</summary>
    public FrontPanelButtons? ButtonsThatMayBeDisabled => FrontPanel is { } panel ? (FrontPanelButtons)(panel >> 4) : null;
}
