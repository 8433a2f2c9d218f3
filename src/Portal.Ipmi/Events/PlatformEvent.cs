namespace Portal.Ipmi.Events;

/// <summary>An event to hand to the BMC, IPMI 2.0 §29.3.</summary>
/// <param name="SensorType">What the sensor watches.</param>
/// <param name="SensorNumber">Number of the sensor.</param>
/// <param name="EventType">What the offset counts in.</param>
/// <param name="Data1">Event data 1: the offset, and what bytes 2 and 3 are.</param>
public sealed record PlatformEvent(SensorType SensorType, byte SensorNumber, EventReadingType EventType, byte Data1)
{
    /// <summary>Format of the message, 04h since IPMI 1.5.</summary>
    public const byte MessageRevision = 0x04;

    private const byte Unspecified = 0xFF;

    /// <summary>The condition ended.</summary>
    public bool IsDeassertion { get; init; }

    /// <summary>Event data 2.</summary>
    public byte Data2 { get; init; } = Unspecified;

    /// <summary>Event data 3.</summary>
    public byte Data3 { get; init; } = Unspecified;

    /// <summary>A sample, the same as ipmitool's <c>event 1</c>: temperature, upper critical going high.</summary>
    public static PlatformEvent SampleTemperature { get; } = new(SensorType.Temperature, 0x30, EventReadingType.Threshold, (byte)ThresholdEvent.UpperCriticalGoingHigh);

    /// <summary>A sample, the same as ipmitool's <c>event 2</c>: voltage, lower critical going low.</summary>
    public static PlatformEvent SampleVoltage { get; } = new(SensorType.Voltage, 0x60, EventReadingType.Threshold, (byte)ThresholdEvent.LowerCriticalGoingLow);

    /// <summary>A sample, the same as ipmitool's <c>event 3</c>: memory, correctable ECC.</summary>
    public static PlatformEvent SampleMemory { get; } = new(SensorType.Memory, 0x53, EventReadingType.SensorSpecific, 0x00);

    /// <summary>The log record that the event becomes, without id and time; for <see cref="Commands.Storage.AddSelEntry"/>.</summary>
    public SelRecordBytes ToSelRecord(GeneratorId generator) => new(
    [
        0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, (byte)generator.Raw, (byte)(generator.Raw >> 8), MessageRevision, (byte)SensorType, SensorNumber,
        (byte)((IsDeassertion ? 0x80 : 0) | ((byte)EventType & 0x7F)), Data1, Data2, Data3,
    ]);
}
