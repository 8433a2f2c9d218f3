using Portal.BmcSim.Hardware;

namespace Portal.BmcSim.Sensors;

/// <summary>What was changed on one sensor since the BMC started.</summary>
internal sealed class SensorState(SimSensor sensor)
{
    public byte?[] Thresholds { get; } = [.. Enumerable.Range(0, 6).Select(i => sensor.Thresholds[i])];

    public (byte Positive, byte Negative) Hysteresis { get; set; } = sensor.Hysteresis;

    public bool EventsEnabled { get; set; } = true;

    public bool ScanningEnabled { get; set; } = !sensor.ScanningDisabled;

    public int AssertionEvents { get; set; } = SdrWriter.EventMask(sensor);

    public int DeassertionEvents { get; set; } = SdrWriter.EventMask(sensor);

    public byte Type { get; set; } = sensor.Type;

    public byte ReadingType { get; set; } = sensor.ReadingType;

    /// <summary>Raw reading set from outside; null while the profile's own goes on.</summary>
    public byte? Reading { get; set; }

    /// <summary>States set from outside.</summary>
    public ushort? States { get; set; }
}
