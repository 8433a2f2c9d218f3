using Portal.BmcSim.Hardware.Profiles;

namespace Portal.BmcSim.Hardware;

/// <summary>Servers like those that people have. Names and numbers of sensors, their units, thresholds and record types are lifelike; nothing is copied from a machine.</summary>
public static class ServerProfiles
{
    /// <summary>Like a Dell server with an iDRAC.</summary>
    public static HardwareProfile Idrac { get; } = new()
    {
        Name = "iDRAC-like server",
        Sensors = IdracSensors.All,
        OtherRecords = IdracSensors.Records,
        SelEntries = IdracEvents.All,
        Identity = IdracInventory.Identity,
        FruDevices = IdracInventory.Frus,
        OemAnswers = IdracInventory.Answers,
        SystemInfo = HardwareProfile.SystemInfoOf("2.15.0"),
    };

    /// <summary>Like an HPE server with an iLO.</summary>
    public static HardwareProfile Ilo { get; } = new()
    {
        Name = "iLO-like server",
        LanChannel = 2,
        HasFrontPanelButtons = false,
        Sensors = IloSensors.All,
        OtherRecords = IloSensors.Records,
        SelEntries = IloEvents.All,
        Identity = IloInventory.Identity,
        FruDevices = IloInventory.Frus,
        SystemInfo = HardwareProfile.SystemInfoOf("U30 v2.72 (09/29/2022)"),
    };

    /// <summary>Like a Supermicro server.</summary>
    public static HardwareProfile Supermicro { get; } = new()
    {
        Name = "Supermicro-like server",
        CipherPrivilegesByNumber = true,
        HasIpv6 = false,
        UserSlots = 10,
        Sensors = SupermicroSensors.All,
        OtherRecords = SupermicroSensors.Records,
        SelEntries = SupermicroEvents.All,
        Identity = SupermicroInventory.Identity,
        FruDevices = SupermicroInventory.Frus,
        OemAnswers = SupermicroInventory.Answers,
    };

    /// <summary>Like a Lenovo server with an XCC.</summary>
    public static HardwareProfile Lenovo { get; } = new()
    {
        Name = "XCC-like server",
        LanChannel = 8,
        Sensors = LenovoSensors.All,
        OtherRecords = LenovoSensors.Records,
        SelEntries = LenovoEvents.All,
        HasDeviceSdrs = true,
        Satellites = [new SimSatellite { Address = 0x2C }],
        Identity = LenovoInventory.Identity,
        FruDevices = LenovoInventory.Frus,
        OemAnswers = LenovoInventory.Answers,
        SystemInfo = HardwareProfile.SystemInfoOf("IVE166O-2.90"),
    };

    /// <summary>No server anyone sells: one of each thing that tools get wrong.</summary>
    public static HardwareProfile Odd { get; } = new()
    {
        Name = "Odd server",
        LanChannel = 8,
        KnowsPresentChannel = false,
        Conditions = ChassisConditions.Intrusion | ChassisConditions.DriveFault | ChassisConditions.AcFailed,
        UnsupportedLanParameters = new HashSet<byte> { 7, 16, 20, 21, 26 },
        PowerOnCount = 12_345_678,
        MinutesPerPowerOnCount = 6,
        RestorePolicy = 2,
        Sensors = OddSensors.All,
        OtherRecords = OddSensors.Records,
        Identity = OddInventory.Identity,
        FruDevices = OddInventory.Frus,
        OemAnswers = OddInventory.Answers,
        Dcmi = null,
        SystemInfo = new Dictionary<byte, string>(),
    };

    /// <summary>A server with a hundred sensors and two thousand entries in its log.</summary>
    public static HardwareProfile Large { get; } = new()
    {
        Name = "Large server",
        Sensors = LargeServer.Sensors,
        SelEntries = LargeServer.Events,
        SelCapacity = 4096,
    };

    /// <summary>Those that people have, for tests over all of them.</summary>
    public static IReadOnlyList<HardwareProfile> Lifelike { get; } = [Idrac, Ilo, Supermicro, Lenovo];
}
