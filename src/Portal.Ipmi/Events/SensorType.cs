namespace Portal.Ipmi.Events;

/// <summary>Sensor types, IPMI 2.0 §42.2, table 42-3. Values C0h to FFh are OEM; the rest is reserved.</summary>
public enum SensorType : byte
{
    /// <summary>Reserved.</summary>
    Reserved = 0x00,

    /// <summary>Temperature.</summary>
    Temperature = 0x01,

    /// <summary>Voltage.</summary>
    Voltage = 0x02,

    /// <summary>Current.</summary>
    Current = 0x03,

    /// <summary>Fan.</summary>
    Fan = 0x04,

    /// <summary>Physical security: chassis intrusion.</summary>
    PhysicalSecurity = 0x05,

    /// <summary>Platform security violation attempt.</summary>
    PlatformSecurity = 0x06,

    /// <summary>Processor.</summary>
    Processor = 0x07,

    /// <summary>Power supply, also converters and voltage regulator modules.</summary>
    PowerSupply = 0x08,

    /// <summary>Power unit.</summary>
    PowerUnit = 0x09,

    /// <summary>Cooling device.</summary>
    CoolingDevice = 0x0A,

    /// <summary>Other sensor, in the units that its SDR names.</summary>
    OtherUnits = 0x0B,

    /// <summary>Memory.</summary>
    Memory = 0x0C,

    /// <summary>Drive slot or bay.</summary>
    DriveSlot = 0x0D,

    /// <summary>POST memory resize.</summary>
    PostMemoryResize = 0x0E,

    /// <summary>System firmware progress, formerly POST error.</summary>
    SystemFirmwareProgress = 0x0F,

    /// <summary>Event logging disabled.</summary>
    EventLoggingDisabled = 0x10,

    /// <summary>Watchdog of IPMI 0.9, deprecated.</summary>
    Watchdog1 = 0x11,

    /// <summary>System event.</summary>
    SystemEvent = 0x12,

    /// <summary>Critical interrupt.</summary>
    CriticalInterrupt = 0x13,

    /// <summary>Button or switch.</summary>
    ButtonSwitch = 0x14,

    /// <summary>Module or board.</summary>
    ModuleBoard = 0x15,

    /// <summary>Microcontroller or coprocessor.</summary>
    Microcontroller = 0x16,

    /// <summary>Add-in card.</summary>
    AddInCard = 0x17,

    /// <summary>Chassis.</summary>
    Chassis = 0x18,

    /// <summary>Chip set.</summary>
    ChipSet = 0x19,

    /// <summary>Other FRU.</summary>
    OtherFru = 0x1A,

    /// <summary>Cable or interconnect.</summary>
    CableInterconnect = 0x1B,

    /// <summary>Terminator.</summary>
    Terminator = 0x1C,

    /// <summary>System boot or restart initiated.</summary>
    SystemBootInitiated = 0x1D,

    /// <summary>Boot error.</summary>
    BootError = 0x1E,

    /// <summary>Base operating system boot or installation status.</summary>
    OsBoot = 0x1F,

    /// <summary>Operating system stop or shutdown.</summary>
    OsCriticalStop = 0x20,

    /// <summary>Slot or connector.</summary>
    SlotConnector = 0x21,

    /// <summary>System ACPI power state.</summary>
    AcpiPowerState = 0x22,

    /// <summary>Watchdog.</summary>
    Watchdog2 = 0x23,

    /// <summary>Platform alert.</summary>
    PlatformAlert = 0x24,

    /// <summary>Entity presence.</summary>
    EntityPresence = 0x25,

    /// <summary>Monitor ASIC or IC.</summary>
    MonitorAsic = 0x26,

    /// <summary>LAN.</summary>
    Lan = 0x27,

    /// <summary>Management subsystem health.</summary>
    ManagementSubsystemHealth = 0x28,

    /// <summary>Battery.</summary>
    Battery = 0x29,

    /// <summary>Session audit.</summary>
    SessionAudit = 0x2A,

    /// <summary>Version change.</summary>
    VersionChange = 0x2B,

    /// <summary>FRU state.</summary>
    FruState = 0x2C,

    /// <summary>First of the types that mean what a manufacturer says.</summary>
    FirstOem = 0xC0,
}
