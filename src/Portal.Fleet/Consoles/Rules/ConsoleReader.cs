namespace Portal.Fleet.Consoles.Rules;

/// <summary>Reads one console forward, from memory where it is there and from the record otherwise. Holds no file between two uses.</summary>
internal sealed class ConsoleReader(IConsoleRecord record) : IDisposable
{
    private IRecordCursor? _cursor;

    /// <summary>Offset behind the last byte that will still be there after a crash, or that is kept nowhere.</summary>
    public static long EndOf(IConsoleRecord record) => record.Buffer is { } buffer ? Math.Min(buffer.Saved, buffer.Next) : record.Next;

    /// <summary>Bytes at an offset or the next ones behind it; null when there are none before <paramref name="end"/>.</summary>
    public RecordPiece? Read(long offset, long end, Span<byte> into, long now)
    {
        if (offset >= end)
            return null;
        into = into[..(int)Math.Min(into.Length, end - offset)];
        if (record.Buffer is { } buffer && buffer.Read(offset, into, out var gap) is >= 0 and var count)
            return count == 0 ? null : new RecordPiece(offset, count, now, gap);
        _cursor ??= record.OpenCursor();
        if (_cursor.Read(offset, into, oneTime: true) is { } piece)
            return piece.Offset >= end ? null : piece with { Count = (int)Math.Min(piece.Count, end - piece.Offset) };

        // Not kept: what memory still has comes next.
        return record.Buffer is { } rest && rest.First > offset && rest.First < end && rest.Read(rest.First, into[..(int)Math.Min(into.Length, end - rest.First)], out gap) is > 0 and var left
            ? new RecordPiece(rest.First, left, now, gap)
            : null;
    }

    public void Dispose()
    {
        _cursor?.Dispose();
        _cursor = null;
    }
}
