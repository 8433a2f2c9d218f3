namespace Portal.Ipmi.Events;

/// <summary>
/// What a sensor or FRU belongs to, IPMI 2.0 §43.14, table 43-13. 90h to AFh belong to the chassis, B0h to CFh to the board set, D0h to FFh to the system
/// integrator; the rest is reserved.
/// </summary>
public enum EntityId : byte
{
    /// <summary>Unspecified.</summary>
    Unspecified = 0x00,

    /// <summary>Other.</summary>
    Other = 0x01,

    /// <summary>Unknown.</summary>
    Unknown = 0x02,

    /// <summary>Processor.</summary>
    Processor = 0x03,

    /// <summary>Disk or disk bay.</summary>
    Disk = 0x04,

    /// <summary>Peripheral bay.</summary>
    PeripheralBay = 0x05,

    /// <summary>System management module.</summary>
    SystemManagementModule = 0x06,

    /// <summary>System board.</summary>
    SystemBoard = 0x07,

    /// <summary>Memory module.</summary>
    MemoryModule = 0x08,

    /// <summary>Processor module.</summary>
    ProcessorModule = 0x09,

    /// <summary>Power supply.</summary>
    PowerSupply = 0x0A,

    /// <summary>Add-in card.</summary>
    AddInCard = 0x0B,

    /// <summary>Front panel board.</summary>
    FrontPanelBoard = 0x0C,

    /// <summary>Back panel board.</summary>
    BackPanelBoard = 0x0D,

    /// <summary>Power system board.</summary>
    PowerSystemBoard = 0x0E,

    /// <summary>Drive backplane.</summary>
    DriveBackplane = 0x0F,

    /// <summary>System internal expansion board.</summary>
    SystemExpansionBoard = 0x10,

    /// <summary>Other system board.</summary>
    OtherSystemBoard = 0x11,

    /// <summary>Processor board.</summary>
    ProcessorBoard = 0x12,

    /// <summary>Power unit / power domain.</summary>
    PowerUnit = 0x13,

    /// <summary>Power module / DC-to-DC converter.</summary>
    PowerModule = 0x14,

    /// <summary>Power management / distribution board.</summary>
    PowerDistribution = 0x15,

    /// <summary>Chassis back panel board.</summary>
    ChassisBackPanelBoard = 0x16,

    /// <summary>System chassis.</summary>
    SystemChassis = 0x17,

    /// <summary>Sub-chassis.</summary>
    SubChassis = 0x18,

    /// <summary>Other chassis board.</summary>
    OtherChassisBoard = 0x19,

    /// <summary>Disk drive bay.</summary>
    DiskDriveBay = 0x1A,

    /// <summary>Peripheral bay; IPMI lists it twice.</summary>
    PeripheralBay2 = 0x1B,

    /// <summary>Device bay.</summary>
    DeviceBay = 0x1C,

    /// <summary>Fan / cooling device.</summary>
    Fan = 0x1D,

    /// <summary>Cooling unit / cooling domain.</summary>
    CoolingUnit = 0x1E,

    /// <summary>Cable / interconnect.</summary>
    CableInterconnect = 0x1F,

    /// <summary>Memory device.</summary>
    MemoryDevice = 0x20,

    /// <summary>System management software.</summary>
    SystemManagementSoftware = 0x21,

    /// <summary>System firmware.</summary>
    SystemFirmware = 0x22,

    /// <summary>Operating system.</summary>
    OperatingSystem = 0x23,

    /// <summary>System bus.</summary>
    SystemBus = 0x24,

    /// <summary>Group.</summary>
    Group = 0x25,

    /// <summary>Remote management communication device.</summary>
    RemoteManagementDevice = 0x26,

    /// <summary>External environment.</summary>
    ExternalEnvironment = 0x27,

    /// <summary>Battery.</summary>
    Battery = 0x28,

    /// <summary>Processing blade.</summary>
    ProcessingBlade = 0x29,

    /// <summary>Connectivity switch.</summary>
    ConnectivitySwitch = 0x2A,

    /// <summary>Processor / memory module.</summary>
    ProcessorMemoryModule = 0x2B,

    /// <summary>I/O module.</summary>
    IoModule = 0x2C,

    /// <summary>Processor / I/O module.</summary>
    ProcessorIoModule = 0x2D,

    /// <summary>Management controller firmware.</summary>
    ManagementControllerFirmware = 0x2E,

    /// <summary>IPMI channel.</summary>
    IpmiChannel = 0x2F,

    /// <summary>PCI bus.</summary>
    PciBus = 0x30,

    /// <summary>PCI Express bus.</summary>
    PciExpressBus = 0x31,

    /// <summary>SCSI bus (parallel).</summary>
    ScsiBus = 0x32,

    /// <summary>SATA / SAS bus.</summary>
    SataSasBus = 0x33,

    /// <summary>Processor / front-side bus.</summary>
    ProcessorBus = 0x34,

    /// <summary>Real-time clock.</summary>
    RealTimeClock = 0x35,

    /// <summary>Air inlet, IPMI 2.0.</summary>
    AirInlet = 0x37,

    /// <summary>Air inlet, as DCMI numbers it (DCMI 1.5 §6.5.2).</summary>
    AirInletDcmi = 0x40,

    /// <summary>Processor / CPU, as DCMI numbers it (DCMI 1.5 §6.5.2).</summary>
    ProcessorDcmi = 0x41,

    /// <summary>Baseboard / main system board, as DCMI numbers it (DCMI 1.5 §6.5.2).</summary>
    SystemBoardDcmi = 0x42,
}
