using Portal.Ipmi.Commands.SensorEvent;

namespace Portal.Ipmi.Sensors;

/// <summary>What a reader remembers of one sensor.</summary>
internal sealed class SensorMemory
{
    public SensorThresholds Thresholds { get; set; }

    public bool ThresholdsAreKnown { get; set; }

    /// <summary>Factors of a non-linear sensor by raw reading.</summary>
    public Dictionary<byte, ConversionFactors>? Factors { get; set; }

    /// <summary>Why the sensor is left alone; meaningful until <see cref="RestsUntil"/>.</summary>
    public SensorReadingState RestReason { get; set; }

    public CompletionCode RestCode { get; set; }

    public long RestsUntil { get; set; }

    public int Rests { get; set; }
}
