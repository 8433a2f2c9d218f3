using Portal.BmcSim.Hardware.Profiles;

namespace Portal.BmcSim.Hardware;

/// <content>Sensors and the records that describe them.</content>
public sealed partial record HardwareProfile
{
    /// <summary>Sensors, in the order of their records.</summary>
    public IReadOnlyList<SimSensor> Sensors { get; init; } = StandardSensors.All;

    /// <summary>
    /// Further sensor data records (locators, entity associations, OEM), each from its record type on: type, length and body;
    /// id and version are added. They precede the sensors.
    /// </summary>
    public IReadOnlyList<byte[]> OtherRecords { get; init; } = StandardSensors.Locators;

    /// <summary>Readings change with time, in a way that depends on time alone. Off for tests that compare two readers.</summary>
    public bool ReadingsDrift { get; init; } = true;

    /// <summary>The BMC has an SDR repository.</summary>
    public bool HasSdrRepository { get; init; } = true;

    /// <summary>The BMC serves its records as device SDRs (also).</summary>
    public bool HasDeviceSdrs { get; init; }
}
