namespace Portal.Ipmi.Events;

/// <summary>How a <see cref="SelReader"/> works.</summary>
public sealed record SelReaderOptions
{
    /// <summary>Clock for waiting while the BMC erases.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Most records read in one go.</summary>
    public int MaxRecords { get; init; } = ushort.MaxValue;

    /// <summary>How long an erasure in progress is waited for.</summary>
    public TimeSpan EraseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the progress of an erasure is asked for.</summary>
    public TimeSpan ErasePoll { get; init; } = TimeSpan.FromMilliseconds(250);
}
