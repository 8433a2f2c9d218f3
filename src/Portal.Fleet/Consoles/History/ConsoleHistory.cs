namespace Portal.Fleet.Consoles.History;

/// <summary>
/// The past of one console, from its record and from memory: by offset and by time. Reads as much as is asked for and holds little of it.
/// Thread safe.
/// </summary>
/// <param name="whole">The whole of which this is the part from <paramref name="floor"/> on; null for the whole.</param>
internal sealed partial class ConsoleHistory(IConsoleRecord record, ConsoleBuffer buffer, TimeProvider time, ConsoleHistory? whole = null, long floor = 0)
{
    /// <summary>Silence that parts one burst of output from the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private const int LargestPiece = 16 * 1024;
    private const int StepWindow = 16 * 1024;
    private const int LargestStep = 256 * 1024;

    private readonly MarkIndex _marks = whole?._marks ?? new();

    /// <summary>Offset of the oldest byte that can still be read.</summary>
    public long First => Math.Max(floor, Math.Min(record.First ?? long.MaxValue, buffer.First));

    /// <summary>Offset behind the newest byte.</summary>
    public long Next => buffer.Next;

    /// <summary>The part of it from an offset on: nothing before can be read or found through it.</summary>
    public ConsoleHistory From(long offset) => new(record, buffer, time, whole ?? this, Math.Max(floor, offset));

    /// <summary>Bytes from an offset on, each with its time, up to <paramref name="to"/> or to the end as it is now.</summary>
    public IEnumerable<TimedChunk> Read(long from, long to)
    {
        to = Math.Min(to, Next);
        var data = new byte[LargestPiece];
        using var cursor = record.OpenCursor();
        for (var offset = Math.Max(floor, from); offset < to;)
        {
            if (ReadPiece(cursor, offset, data) is not { } piece || piece.Offset >= to)
                yield break;
            var count = (int)Math.Min(piece.Count, to - piece.Offset);
            yield return new TimedChunk(piece.Offset, data.AsSpan(0, count).ToArray(), TimeOf(piece.Time), piece.Gap?.Reason)
            {
                GapFrom = piece.Gap?.From is { } gapFrom ? TimeOf(gapFrom) : null,
                GapTo = piece.Gap?.To is { } gapTo ? TimeOf(gapTo) : null,
            };
            offset = piece.Offset + count;
        }
    }

    /// <summary>Offset of the first byte kept that was printed at a time or later; the end when all are older.</summary>
    public long Find(DateTimeOffset at)
    {
        using var cursor = record.OpenCursor();
        return Find(cursor, at);
    }

    /// <summary>The moment at an offset, brought inside of what is kept.</summary>
    public ConsoleMoment MomentAt(long offset)
    {
        var (first, next) = (First, Next);
        offset = Math.Clamp(offset, Math.Min(first, next), next);
        if (first >= next)
            return new ConsoleMoment(offset, null);
        using var cursor = record.OpenCursor();
        return new ConsoleMoment(offset, ReadPiece(cursor, Math.Max(first, offset - 1), new byte[1]) is { } piece ? TimeOf(piece.Time) : record.LastByteAt);
    }

    /// <summary>Where the next burst of output ends, or where the one before ended.</summary>
    public ConsoleMoment StepFrom(long offset, ConsoleStep step) => step switch
    {
        ConsoleStep.Next => MomentAt(NextBurst(offset)),
        ConsoleStep.Previous => MomentAt(PreviousBurst(offset)),
        _ => MomentAt(offset),
    };

    /// <summary>How much was printed when, and what is worth jumping to. Operations and people are others' knowledge.</summary>
    /// <param name="from">Null begins with the oldest byte.</param>
    /// <param name="to">Null ends with the newest byte.</param>
    public ConsoleTimeline Timeline(DateTimeOffset? from, DateTimeOffset? to, int buckets, TimeSpan budget)
    {
        var complete = _marks.Advance(whole ?? this, time, budget);
        var first = MomentAt(First);
        var next = MomentAt(Next);
        var begin = from ?? first.Time ?? time.GetUtcNow();
        var end = to ?? next.Time?.AddMilliseconds(1) ?? begin;
        if (end <= begin)
            end = begin.AddMilliseconds(1);
        var (marks, skips) = _marks.Between(First, begin, end);
        return new ConsoleTimeline(begin, end, first, next, first.Time is null ? [] : Count(begin, end, buckets, skips), marks, complete);
    }

    /// <summary>How many bytes there are between two offsets; null when that is not known within the budget.</summary>
    public long? CountBytes(long from, long to, TimeSpan budget) =>
        _marks.Advance(whole ?? this, time, budget) && _marks.SkippedBetween(Math.Max(floor, from), to) is { } skipped ? Math.Max(0, to - Math.Max(floor, from) - skipped) : null;

    private List<ConsoleBucket> Count(DateTimeOffset begin, DateTimeOffset end, int buckets, IReadOnlyList<ConsoleMark> skips)
    {
        using var cursor = record.OpenCursor();
        var counted = new List<ConsoleBucket>(buckets);
        var width = (end - begin).Ticks / (double)buckets;
        var at = begin;
        var offset = Find(cursor, begin);
        for (var index = 1; index <= buckets; index++)
        {
            var nextAt = index == buckets ? end : begin.AddTicks((long)(width * index));
            var nextOffset = Math.Max(offset, Find(cursor, nextAt));
            var skipped = 0L;
            foreach (var skip in skips)
            {
                // Its offset is that of the byte behind it, so the bytes before it are left out of the bucket that has this byte.
                if (skip.Offset >= offset && skip.Offset < nextOffset)
                    skipped += Math.Min(skip.Bytes, skip.Offset - offset);
            }

            counted.Add(new ConsoleBucket(at, offset, Math.Max(0, nextOffset - offset - skipped)));
            (at, offset) = (nextAt, nextOffset);
        }

        return counted;
    }

    private long NextBurst(long offset)
    {
        DateTimeOffset? last = null;
        var end = offset;
        foreach (var chunk in Read(Math.Max(offset, First), Math.Min(Next, offset + LargestStep)))
        {
            if (last is { } before && chunk.Time - before > Pause)
                break;
            (last, end) = (chunk.Time, chunk.End);
        }

        return Math.Max(end, offset);
    }

    private long PreviousBurst(long offset)
    {
        var first = First;
        for (long window = StepWindow; ; window *= 4)
        {
            var begin = Math.Max(first, offset - window);
            var burst = begin;
            DateTimeOffset? last = null;
            foreach (var chunk in Read(begin, offset))
            {
                if (last is { } before && chunk.Time - before > Pause)
                    burst = chunk.Offset;
                last = chunk.Time;
            }

            if (burst > begin || begin == first || window >= LargestStep)
                return burst;
        }
    }

    /// <summary>The record has the last word: memory tells what is not in it, or not yet.</summary>
    private RecordPiece? ReadPiece(IRecordCursor cursor, long offset, Span<byte> into)
    {
        for (var attempt = 0; ; attempt++)
        {
            var found = cursor.Read(offset, into, oneTime: true);
            if (found is { } recorded && recorded.Offset == offset)
                return found;
            var start = Math.Max(offset, buffer.First);
            if (found is { } later && later.Offset <= start)
                return found;
            var count = buffer.ReadTimed(start, into, out var gap, out var printed);
            if (count > 0 && (printed is not null || attempt > 1))
            {
                if (found is { } behind)
                    count = (int)Math.Min(count, behind.Offset - start);
                return new RecordPiece(start, count, printed ?? (record.LastByteAt ?? time.GetUtcNow()).ToUnixTimeMilliseconds(), gap ?? (start > offset ? GapSpan.Of(MissingReason) : null));
            }

            // Memory moved on while it was asked, or the record took over what memory forgot: it is there now.
            if (count == 0 || attempt > 3)
                return found;
        }
    }

    private string MissingReason =>
        record.State is RecordState.Kept or RecordState.DiskFull or RecordState.Failing ? ConsoleGap.RecordLost : ConsoleGap.NotRecorded;

    private long Find(IRecordCursor cursor, DateTimeOffset at)
    {
        // Memory first: what it forgets meanwhile, the record has.
        var notRecordedYet = buffer.Find(at.ToUnixTimeMilliseconds());
        return Math.Max(floor, cursor.Find(at) ?? notRecordedYet ?? Next);
    }

    private static DateTimeOffset TimeOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
