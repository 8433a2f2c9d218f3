namespace Portal.Fleet.Consoles.History;

/// <summary>Bytes of a console that were printed at one moment.</summary>
/// <param name="Offset">Of the first byte.</param>
/// <param name="Data">At most 16 KiB, never none.</param>
/// <param name="Time">When they were printed.</param>
/// <param name="GapBefore">Why bytes are missing before them, as in <see cref="ConsoleChunk.GapBefore"/>; null when none are.</param>
public sealed record TimedChunk(long Offset, ReadOnlyMemory<byte> Data, DateTimeOffset Time, string? GapBefore)
{
    /// <summary>When the line was last heard before the gap; null when there is none, or that is not known.</summary>
    public DateTimeOffset? GapFrom { get; init; }

    /// <summary>When the line was heard again after the gap; null when there is none, or that is not known.</summary>
    public DateTimeOffset? GapTo { get; init; }

    /// <summary>Offset behind them.</summary>
    public long End => Offset + Data.Length;

    /// <summary>The same without its time.</summary>
    public ConsoleChunk ToChunk() => new(Offset, Data, GapBefore) { GapFrom = GapFrom, GapTo = GapTo };

    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Data.Length} bytes at {Offset}";
}
