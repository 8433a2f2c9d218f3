using System.Buffers.Binary;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Consoles.Text;

namespace Portal.Fleet.Consoles.Search;

/// <summary>
/// Looks through what is in no segment yet: the commit log, which holds all consoles mixed and is read once from front to end, and the bytes in memory.
/// </summary>
internal sealed class RecentText(LineMatcher matcher, RecordIndexer indexer)
{
    private const int WindowSize = 1024 * 1024;

    private readonly byte[] _window = new byte[WindowSize];
    private LogFile? _file;
    private long _from;
    private int _count;

    /// <summary>How much was looked at.</summary>
    public long Bytes { get; private set; }

    /// <summary>Looks through the newest text of these consoles and answers their older files, all of one moment.</summary>
    /// <param name="now">In milliseconds of Unix time.</param>
    public List<SearchWork> Read(IReadOnlyList<(SearchConsole Console, ServerRecord Record)> consoles, long now, Action<SearchConsole, long, long, string> found, CancellationToken ct)
    {
        var work = new List<SearchWork>();
        var pieces = new List<(Line Line, LogExtent Extent)>();
        var lines = new List<Line>();
        foreach (var (console, record) in consoles)
        {
            var (parts, extents) = record.Places();
            work.AddRange(parts.Select(part => new SearchWork(console, record, part, null)));
            var line = new Line(console, record, parts.Length == 0 ? extents.Length == 0 ? 0 : extents[0].Offset : parts[^1].End);
            lines.Add(line);
            pieces.AddRange(extents.Select(extent => (line, extent)));
        }

        // In the order of the files: one reading from front to end. Within one console offsets then grow.
        pieces.Sort((left, right) => left.Extent.File == right.Extent.File
            ? left.Extent.Position.CompareTo(right.Extent.Position)
            : left.Extent.File.Number.CompareTo(right.Extent.File.Number));
        foreach (var line in lines.Where(line => line.Begin > 0))
            line.Start(indexer.CarryAt(line.Console.Id, line.Begin) ?? BlockLines.CarryBefore(line.Record, line.Begin));
        foreach (var (line, extent) in pieces)
        {
            ct.ThrowIfCancellationRequested();
            if (extent.End <= line.Begin && extent.Length > 0)
                continue;
            if (extent.Length == 0)
                line.Text.Break(extent.Offset);
            else if (ReadFrame(extent, out var time) is { IsEmpty: false } bytes)
                Add(line, bytes[(int)(Math.Max(extent.Offset, line.Begin) - extent.Offset)..], Math.Max(extent.Offset, line.Begin), time, found, ct);
        }

        foreach (var line in lines)
            AddMemory(line, now, found, ct);
        return work;
    }

    private void AddMemory(Line line, long now, Action<SearchConsole, long, long, string> found, CancellationToken ct)
    {
        if (line.Record.Buffer is { } buffer)
        {
            // What is kept in memory alone is older than the newest byte, nobody knows by how much.
            var time = Math.Min(now, line.Console.LastByteAt?.ToUnixTimeMilliseconds() ?? now);
            var offset = Math.Max(line.Text.Next, Math.Max(line.Begin, buffer.First));
            while (buffer.Read(offset, _window.AsSpan(0, 64 * 1024), out var gap) is > 0 and var count)
            {
                if (gap is not null)
                    line.Text.Break(offset);
                Add(line, _window.AsSpan(0, count), offset, time, found, ct);
                offset += count;
            }

            _file = null;
        }

        line.Text.TakeUnfinished();
        Judge(line, found, ct);
    }

    private void Add(Line line, ReadOnlySpan<byte> bytes, long offset, long time, Action<SearchConsole, long, long, string> found, CancellationToken ct)
    {
        Judge(line, found, ct, onlyWhenLong: true);
        line.Times.Add((offset, time));
        line.Text.Add(bytes, offset);
        Bytes += bytes.Length;
    }

    private void Judge(Line line, Action<SearchConsole, long, long, string> found, CancellationToken ct, bool onlyWhenLong = false)
    {
        if (line.Text.Lines.Count == 0 || (onlyWhenLong && line.Text.Text.Length < 16 * 1024))
            return;
        matcher.Find(line.Text, clean => found(line.Console, clean.Offset, line.TimeOf(clean.Offset), line.Text.TextOf(clean).ToString()), ct);
        line.Text.Clear();
        if (line.Times.Count > 0)
            line.Times.RemoveRange(0, line.Times.Count - 1);
    }

    private ReadOnlySpan<byte> ReadFrame(in LogExtent extent, out long time)
    {
        var size = LogFrame.HeaderSize + extent.Length;
        if (_file != extent.File || extent.Position < _from || extent.Position + size > _from + _count)
        {
            _file = extent.File;
            _from = extent.Position;
            _count = extent.File.Read(_window, _from);
        }

        time = 0;
        var at = (int)(extent.Position - _from);
        if (at + size > _count)
            return default;
        var frame = _window.AsSpan(at, size);
        if (!frame.StartsWith(LogFrame.Magic) || BinaryPrimitives.ReadInt64LittleEndian(frame[12..]) != extent.Offset)
            return default;
        time = BinaryPrimitives.ReadInt64LittleEndian(frame[20..]);
        return frame[LogFrame.HeaderSize..];
    }

    private sealed class Line(SearchConsole console, ServerRecord record, long begin)
    {
        public SearchConsole Console { get; } = console;

        public ServerRecord Record { get; } = record;

        /// <summary>Offset behind its segments.</summary>
        public long Begin { get; } = begin;

        public LineCollector Text { get; } = new(console.Charset);

        public List<(long Offset, long Time)> Times { get; } = [];

        public void Start(byte[] carry)
        {
            Text.Reset(Begin - carry.Length, Console.Charset);
            Text.Add(carry, Begin - carry.Length);

            // What ended before is in a segment.
            Text.Clear();
        }

        public long TimeOf(long offset)
        {
            var found = Times.FindLastIndex(time => time.Offset <= offset);
            return Times.Count == 0 ? Console.LastByteAt?.ToUnixTimeMilliseconds() ?? 0 : Times[Math.Max(0, found)].Time;
        }
    }
}
