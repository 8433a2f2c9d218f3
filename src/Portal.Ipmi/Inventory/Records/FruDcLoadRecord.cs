namespace Portal.Ipmi.Inventory.Records;

/// <summary>DC Load, record types 02h and 0Ah (extended), FRU Information Storage Definition §18.3 and §18.3a.</summary>
public sealed record FruDcLoadRecord : FruRecord
{
    /// <summary>Bytes the record has.</summary>
    internal const int Length = 13;

    /// <summary>Output number the load hangs on; 0 when unknown.</summary>
    public required int Output { get; init; }

    /// <summary>Nominal voltage.</summary>
    public required int NominalMillivolts { get; init; }

    /// <summary>Lowest tolerable voltage.</summary>
    public required int MinimumMillivolts { get; init; }

    /// <summary>Highest tolerable voltage.</summary>
    public required int MaximumMillivolts { get; init; }

    /// <summary>Ripple and noise, peak to peak, 10 Hz to 30 MHz.</summary>
    public required int RippleMillivolts { get; init; }

    /// <summary>Minimum current load.</summary>
    public required int MinimumMilliamperes { get; init; }

    /// <summary>Maximum current load.</summary>
    public required int MaximumMilliamperes { get; init; }
}
