namespace Portal.Fleet.Consoles;

/// <summary>Bytes of a console at their absolute offset.</summary>
/// <param name="Offset">Offset of the first byte of <paramref name="Data"/>: how many bytes this server had printed before it.</param>
/// <param name="Data">At most 16 KiB.</param>
/// <param name="GapBefore">
/// Why bytes are missing before this chunk: <c>not-kept</c> (older than the record), <c>line-lost</c> (a packet was lost, or nobody knows),
/// <c>bmc-overrun</c>, <c>record-lost</c> (the record could not be written), <c>not-recorded</c> (the policy kept none), <c>bmc-rebooted</c>,
/// <c>session-lost</c>, <c>stolen</c>, <c>portal-down</c>, <c>released</c>, <c>not-wanted</c> (the policy did not hold the line), <c>record-required</c>; null when nothing is missing.
/// </param>
/// <param name="Screen">
/// What a terminal has to be given before <paramref name="Data"/> so that it looks as if it had been given everything before; null where it goes on by itself.
/// </param>
public sealed record ConsoleChunk(long Offset, ReadOnlyMemory<byte> Data, string? GapBefore, byte[]? Screen = null)
{
    /// <summary>When the line was last heard before the gap; null when there is none, or that is not known.</summary>
    public DateTimeOffset? GapFrom { get; init; }

    /// <summary>When the line was heard again after the gap; null when there is none, or that is not known.</summary>
    public DateTimeOffset? GapTo { get; init; }

    internal static ConsoleChunk Of(long offset, ReadOnlyMemory<byte> data, GapSpan? gap, byte[]? screen = null) => new(offset, data, gap?.Reason, screen)
    {
        GapFrom = gap?.From is { } from ? DateTimeOffset.FromUnixTimeMilliseconds(from) : null,
        GapTo = gap?.To is { } to ? DateTimeOffset.FromUnixTimeMilliseconds(to) : null,
    };

    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Data.Length} bytes at {Offset}";
}
