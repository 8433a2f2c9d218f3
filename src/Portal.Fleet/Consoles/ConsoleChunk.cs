namespace Portal.Fleet.Consoles;

/// <summary>Bytes of a console at their absolute offset.</summary>
/// <param name="Offset">Offset of the first byte of <paramref name="Data"/>: how many bytes this server had printed before it.</param>
/// <param name="Data">At most 16 KiB.</param>
/// <param name="GapBefore">
/// Why bytes are missing before this chunk: <c>not-kept</c> (older than the record), <c>line-lost</c> (the portal was not attached or a packet
/// was lost), <c>bmc-overrun</c>, <c>record-lost</c> (the record could not be written), <c>not-recorded</c> (the policy kept none); null when
/// nothing is missing.
/// </param>
public sealed record ConsoleChunk(long Offset, ReadOnlyMemory<byte> Data, string? GapBefore)
{
    /// <summary>Offset and length, never the characters.</summary>
    public override string ToString() => $"{Data.Length} bytes at {Offset}";
}
