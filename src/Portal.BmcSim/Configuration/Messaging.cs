namespace Portal.BmcSim.Configuration;

/// <summary>What the BMC keeps about the host's own interface, IPMI 2.0 §22.1 to §22.4, and about the host's power state as the host tells it.</summary>
internal sealed class Messaging
{
    /// <summary>Bit 3 event logging, bit 0 receive queue interrupt: what most BMCs start with.</summary>
    public byte GlobalEnables { get; set; } = 0x09;

    public byte Flags { get; set; }

    /// <summary>ACPI system power state that was set; null follows the host's power.</summary>
    public byte? SystemPowerState { get; set; }

    public byte? DevicePowerState { get; set; }
}
