namespace Portal.Ipmi.Inventory.Records;

/// <summary>DC Output, record types 01h and 09h (extended), FRU Information Storage Definition §18.2 and §18.2a.</summary>
public sealed record FruDcOutputRecord : FruRecord
{
    /// <summary>Bytes the record has.</summary>
    internal const int Length = 13;

    /// <summary>Output number; 0 when unknown.</summary>
    public required int Output { get; init; }

    /// <summary>The output is there while the supply is switched off.</summary>
    public required bool Standby { get; init; }

    /// <summary>Nominal voltage.</summary>
    public required int NominalMillivolts { get; init; }

    /// <summary>Maximum negative deviation.</summary>
    public required int NegativeDeviationMillivolts { get; init; }

    /// <summary>Maximum positive deviation.</summary>
    public required int PositiveDeviationMillivolts { get; init; }

    /// <summary>Ripple and noise, peak to peak, 10 Hz to 30 MHz.</summary>
    public required int RippleMillivolts { get; init; }

    /// <summary>Minimum current draw.</summary>
    public required int MinimumMilliamperes { get; init; }

    /// <summary>Maximum current draw.</summary>
    public required int MaximumMilliamperes { get; init; }
}
