namespace Portal.Ipmi.Sensors;

/// <summary>A record of a sensor that answers commands: full or compact.</summary>
/// <param name="Header">Its header.</param>
public abstract record ReadableSensorRecord(SdrHeader Header) : SensorRecord(Header)
{
    /// <summary>How it starts: [7] settable, [6:2] what the initialisation agent sets, [1] events and [0] scanning enabled on power-up.</summary>
    public byte Initialization { get; init; }

    /// <summary>What it can do.</summary>
    public SensorCapabilities Capabilities { get; init; }

    /// <summary>Bytes 15 and 16: assertion events by offset; of a threshold sensor also [14:12] lower thresholds that the reading is compared with.</summary>
    public ushort AssertionMask { get; init; }

    /// <summary>Bytes 17 and 18: deassertion events by offset; of a threshold sensor also [14:12] upper thresholds that the reading is compared with.</summary>
    public ushort DeassertionMask { get; init; }

    /// <summary>Bytes 19 and 20: states by offset; of a threshold sensor [13:8] settable and [5:0] readable thresholds.</summary>
    public ushort ReadingMask { get; init; }

    /// <summary>Unit of its values.</summary>
    public SensorUnit Unit { get; init; }

    /// <summary>How the raw byte is a number; compact records have none.</summary>
    public AnalogFormat Format { get; init; }

    /// <summary>Hysteresis going up, in raw counts.</summary>
    public byte PositiveHysteresis { get; init; }

    /// <summary>Hysteresis going down, in raw counts.</summary>
    public byte NegativeHysteresis { get; init; }

    /// <summary>Thresholds that can be read, of a threshold sensor.</summary>
    public ThresholdMask ReadableThresholds => IsThreshold ? (ThresholdMask)(ReadingMask & 0x3F) : ThresholdMask.None;

    /// <summary>Thresholds that can be set, of a threshold sensor.</summary>
    public ThresholdMask SettableThresholds => IsThreshold ? (ThresholdMask)((ReadingMask >> 8) & 0x3F) : ThresholdMask.None;

    /// <summary>Thresholds that the reading is compared with, of a threshold sensor.</summary>
    public ThresholdMask ComparedThresholds =>
        IsThreshold ? (ThresholdMask)(((AssertionMask >> 12) & 0x07) | (((DeassertionMask >> 12) & 0x07) << 3)) : ThresholdMask.None;
}
