namespace Portal.Ipmi.Inventory.Records;

/// <summary>Power Supply Information, record type 00h, FRU Information Storage Definition §18.1.</summary>
public sealed record FruPowerSupplyRecord : FruRecord
{
    /// <summary>Bytes the record has.</summary>
    internal const int Length = 24;

    /// <summary>Overall capacity in watts.</summary>
    public required int CapacityWatts { get; init; }

    /// <summary>Highest VA ever drawn but for inrush; null when unspecified.</summary>
    public required int? PeakVoltAmperes { get; init; }

    /// <summary>Inrush current in amperes; null when unspecified.</summary>
    public required int? InrushAmperes { get; init; }

    /// <summary>Milliseconds until the supply leaves its start.</summary>
    public required int InrushMilliseconds { get; init; }

    /// <summary>Input voltage range 1, in millivolts.</summary>
    public required FruRange InputMillivolts1 { get; init; }

    /// <summary>Input voltage range 2, in millivolts; 0 to 0 when there is one range.</summary>
    public required FruRange InputMillivolts2 { get; init; }

    /// <summary>Input frequency range in hertz; 0 to 0 for a DC input.</summary>
    public required FruRange InputHertz { get; init; }

    /// <summary>Milliseconds the supply holds its output without input.</summary>
    public required int DropoutMilliseconds { get; init; }

    /// <summary>A pin predicts failure.</summary>
    public required bool PredictsFailure { get; init; }

    /// <summary>Power factor correction.</summary>
    public required bool CorrectsPowerFactor { get; init; }

    /// <summary>Autoswitch between the input ranges.</summary>
    public required bool Autoswitch { get; init; }

    /// <summary>Hot swap.</summary>
    public required bool HotSwap { get; init; }

    /// <summary>Two tachometer pulses per rotation; for a pass/fail pin: deasserted means failure.</summary>
    public required bool TwoPulsesOrFailsLow { get; init; }

    /// <summary>Peak wattage; null when unspecified.</summary>
    public required int? PeakWatts { get; init; }

    /// <summary>Seconds the peak wattage is held.</summary>
    public required int PeakSeconds { get; init; }

    /// <summary>The two voltages whose wattage is combined, in millivolts; null when none are.</summary>
    public required FruRange? CombinedMillivolts { get; init; }

    /// <summary>Combined wattage of those voltages.</summary>
    public required int CombinedWatts { get; init; }

    /// <summary>Rotations per second below which failure is predicted; 0 when the pin only tells pass or fail.</summary>
    public required int FailureRotationsPerSecond { get; init; }
}
