using System.Globalization;

namespace Portal.Fleet.Consoles;

/// <summary>
/// What a console printed, in files: <c>START.log</c> holds the bytes from that offset on, up to 4 MiB; the newest four are kept.
/// Beside them <c>gaps</c> tells where bytes are missing. One writer (the recorder), many readers. Bytes reach the disk's cache
/// within a tenth of a second, so they survive the portal's death; what a power loss takes is not promised.
/// </summary>
internal sealed class ConsoleRecord
{
    public const int SegmentSize = 4 * 1024 * 1024;
    public const int SegmentsKept = 4;

    private const string Extension = ".log";
    private const string GapsFile = "gaps";
    private const int GapsKept = 1000;

    private readonly string _directory;
    private readonly Lock _lock = new();
    private readonly List<Segment> _segments = [];
    private readonly List<ConsoleGap> _gaps = [];
    private readonly Queue<ConsoleGap> _unwrittenGaps = new();
    private bool _deleted;

    private ConsoleRecord(string directory) => _directory = directory;

    /// <summary>Offset of the oldest byte kept; null when there is none.</summary>
    public long? First
    {
        get
        {
            lock (_lock)
                return _segments.Count == 0 ? null : _segments[0].Start;
        }
    }

    /// <summary>Offset behind the newest byte kept.</summary>
    public long Next
    {
        get
        {
            lock (_lock)
                return _segments.Count == 0 ? 0 : _segments[^1].End;
        }
    }

    /// <summary>When the newest byte was written; null when there is none.</summary>
    public DateTimeOffset? LastWrite { get; private init; }

    /// <summary>Opens the record of one console; a missing directory is an empty record.</summary>
    public static ConsoleRecord Open(string directory)
    {
        if (!Directory.Exists(directory))
            return new ConsoleRecord(directory);
        var segments = new List<Segment>();
        DateTimeOffset? lastWrite = null;
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*" + Extension))
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(file.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var start) || file.Length == 0)
                continue;
            segments.Add(new Segment(start, file.Length));
            var written = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero);
            if (lastWrite is null || written > lastWrite)
                lastWrite = written;
        }

        var record = new ConsoleRecord(directory) { LastWrite = lastWrite };
        record._segments.AddRange(segments.OrderBy(segment => segment.Start));
        record.ReadGaps();
        return record;
    }

    /// <summary>Bytes are missing before this offset. In memory at once, in the file at the next <see cref="Append"/>.</summary>
    public void AddGap(ConsoleGap gap)
    {
        lock (_lock)
        {
            if (_gaps.Count > 0 && _gaps[^1].Offset >= gap.Offset)
                return;
            _gaps.Add(gap);
            if (_gaps.Count > GapsKept)
                _gaps.RemoveAt(0);
            _unwrittenGaps.Enqueue(gap);
        }
    }

    /// <summary>The reason of a gap right before an offset; null when there is none.</summary>
    public string? GapAt(long offset)
    {
        lock (_lock)
        {
            var index = _gaps.BinarySearch(new ConsoleGap(offset, ""), s_byOffset);
            return index >= 0 ? _gaps[index].Reason : null;
        }
    }

    /// <summary>Offset of the first gap behind an offset; null when there is none.</summary>
    public long? GapBehind(long offset)
    {
        lock (_lock)
        {
            var index = _gaps.BinarySearch(new ConsoleGap(offset + 1, ""), s_byOffset);
            index = index >= 0 ? index : ~index;
            return index < _gaps.Count ? _gaps[index].Offset : null;
        }
    }

    /// <summary>Appends bytes at an offset; one that does not follow the last byte leaves a hole. The recorder only.</summary>
    public void Append(long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_deleted)
                return;
        }

        PrivateFiles.CreateDirectory(_directory);
        while (!bytes.IsEmpty)
        {
            Segment segment;
            lock (_lock)
                segment = _segments.Count > 0 && _segments[^1].End == offset && _segments[^1].Length < SegmentSize ? _segments[^1] : new Segment(offset, 0);
            var piece = bytes[..(int)Math.Min(bytes.Length, SegmentSize - segment.Length)];
            using (var file = PrivateFiles.Open(PathOf(segment), FileMode.OpenOrCreate, FileAccess.Write))
                RandomAccess.Write(file.SafeFileHandle, piece, segment.Length);
            Grown(segment with { Length = segment.Length + piece.Length });
            offset += piece.Length;
            bytes = bytes[piece.Length..];
        }

        WriteGaps();
    }

    /// <summary>
    /// Reads kept bytes from an offset on. Answers where they begin, which is behind <paramref name="offset"/> when it is not kept,
    /// and how many there are: none when nothing at or behind it is kept.
    /// </summary>
    public (long Offset, int Count) Read(long offset, Span<byte> into)
    {
        while (true)
        {
            Segment segment;
            lock (_lock)
            {
                var index = _segments.FindIndex(candidate => candidate.End > offset);
                if (index < 0)
                    return (offset, 0);
                segment = _segments[index];
            }

            if (segment.Start > offset)
                return (segment.Start, 0);
            try
            {
                using var file = PrivateFiles.Open(PathOf(segment), FileMode.Open, FileAccess.Read);
                var count = (int)Math.Min(into.Length, segment.End - offset);
                var read = RandomAccess.Read(file.SafeFileHandle, into[..count], offset - segment.Start);
                if (read > 0)
                    return (offset, read);
                offset = segment.End;
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Dropped as too old between the look and the opening.
                offset = segment.End;
            }
        }
    }

    /// <summary>Deletes everything; later appends do nothing.</summary>
    public void Delete()
    {
        lock (_lock)
        {
            _deleted = true;
            _segments.Clear();
            _gaps.Clear();
            _unwrittenGaps.Clear();
        }

        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    private static readonly Comparer<ConsoleGap> s_byOffset = Comparer<ConsoleGap>.Create((left, right) => left.Offset.CompareTo(right.Offset));

    private void Grown(Segment segment)
    {
        var dropped = new List<Segment>();
        lock (_lock)
        {
            if (_segments.Count > 0 && _segments[^1].Start == segment.Start)
                _segments[^1] = segment;
            else
                _segments.Add(segment);
            while (_segments.Count > SegmentsKept)
            {
                dropped.Add(_segments[0]);
                _segments.RemoveAt(0);
            }
        }

        foreach (var old in dropped)
            File.Delete(PathOf(old));
    }

    private void ReadGaps()
    {
        var path = Path.Combine(_directory, GapsFile);
        if (!File.Exists(path))
            return;
        foreach (var line in File.ReadLines(path))
        {
            // A line that a crash cut short is not a gap.
            var parts = line.Split(' ');
            if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
                && parts[1] is ConsoleGap.LineLost or ConsoleGap.BmcOverrun or ConsoleGap.NotKept
                && offset >= (First ?? 0) && (_gaps.Count == 0 || _gaps[^1].Offset < offset))
                _gaps.Add(new ConsoleGap(offset, parts[1]));
        }

        if (_gaps.Count > GapsKept)
            _gaps.RemoveRange(0, _gaps.Count - GapsKept);
    }

    private void WriteGaps()
    {
        ConsoleGap[] gaps;
        lock (_lock)
        {
            if (_unwrittenGaps.Count == 0 || _deleted)
                return;
            gaps = [.. _unwrittenGaps];
            _unwrittenGaps.Clear();
        }

        using var file = PrivateFiles.Open(Path.Combine(_directory, GapsFile), FileMode.Append, FileAccess.Write);
        using var writer = new StreamWriter(file);
        foreach (var gap in gaps)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{gap.Offset} {gap.Reason}\n"));
    }

    private string PathOf(Segment segment) => Path.Combine(_directory, segment.Start.ToString("D19", CultureInfo.InvariantCulture) + Extension);

    private readonly record struct Segment(long Start, long Length)
    {
        public long End => Start + Length;
    }
}
