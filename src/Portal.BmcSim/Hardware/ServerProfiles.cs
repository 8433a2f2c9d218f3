using Portal.BmcSim.Hardware.Profiles;

namespace Portal.BmcSim.Hardware;

/// <summary>Servers like those that people have. Names and numbers of sensors, their units, thresholds and record types are lifelike; nothing is copied from a machine.</summary>
public static class ServerProfiles
{
    /// <summary>Like a Dell server with an iDRAC.</summary>
    public static HardwareProfile Idrac { get; } = new() { Name = "iDRAC-like server", Sensors = IdracSensors.All, OtherRecords = IdracSensors.Records, SelEntries = IdracEvents.All };

    /// <summary>Like an HPE server with an iLO.</summary>
    public static HardwareProfile Ilo { get; } = new() { Name = "iLO-like server", Sensors = IloSensors.All, OtherRecords = IloSensors.Records, SelEntries = IloEvents.All };

    /// <summary>Like a Supermicro server.</summary>
    public static HardwareProfile Supermicro { get; } = new() { Name = "Supermicro-like server", Sensors = SupermicroSensors.All, OtherRecords = SupermicroSensors.Records, SelEntries = SupermicroEvents.All };

    /// <summary>Like a Lenovo server with an XCC.</summary>
    public static HardwareProfile Lenovo { get; } = new() { Name = "XCC-like server", Sensors = LenovoSensors.All, OtherRecords = LenovoSensors.Records, SelEntries = LenovoEvents.All, HasDeviceSdrs = true };

    /// <summary>No server anyone sells: one of each thing that tools get wrong.</summary>
    public static HardwareProfile Odd { get; } = new() { Name = "Odd server", Sensors = OddSensors.All, OtherRecords = OddSensors.Records };

    /// <summary>Those that people have, for tests over all of them.</summary>
    public static IReadOnlyList<HardwareProfile> Lifelike { get; } = [Idrac, Ilo, Supermicro, Lenovo];
}
