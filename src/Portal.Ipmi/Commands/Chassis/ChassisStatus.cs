namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Answer to Get Chassis Status, IPMI 2.0 §28.2: the bytes as they came, with the bits that matter by name.</summary>
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

    /// <summary>A power control fault was seen.</summary>
    public bool PowerControlFault => (PowerState & 0x10) != 0;

    /// <summary>A fault of the main power subsystem was seen.</summary>
    public bool PowerFault => (PowerState & 0x08) != 0;
}
