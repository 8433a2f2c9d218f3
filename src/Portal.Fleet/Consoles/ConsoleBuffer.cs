using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles;

/// <summary>
/// The newest bytes of a console in memory, each at its absolute offset. Holds at least everything that is not recorded yet, so a
/// reader finds every kept byte in one of the two. Grows with use: most consoles are quiet. Thread safe, no IO.
/// </summary>
internal sealed partial class ConsoleBuffer
{
    /// <summary>What stays in memory for readers when nothing is recorded, and the most that ever does.</summary>
    public const int Retained = 256 * 1024;

    /// <summary>What stays in memory for readers of what is recorded: older bytes come from there.</summary>
    public const int RetainedOfRecorded = 16 * 1024;

    /// <summary>
    /// How far the line may be ahead of what is surely on the disk; then it has to wait (SOL has flow control, so nothing is lost). After a crash
    /// that took the kernel's memory too, the record skips as many offsets, so that none is given twice.
    /// </summary>
    public const int Ahead = 128 * 1024;

    /// <summary>Largest piece <see cref="TryAppend"/> takes.</summary>
    public const int LargestPiece = 64 * 1024;

    /// <summary>Without a record, its end is still noted after so many bytes, so that offsets go on behind them.</summary>
    public const int NotedEvery = 32 * 1024;

    private const int Smallest = 4 * 1024;
    private const int GapsKept = 1000;

    private readonly Lock _lock = new();
    private readonly Pulse _savedPulse = new();

    private readonly List<(ConsoleGap Gap, long Time)> _gaps = [];
    private byte[] _ring = [];
    private long _first;

    // Everything taken ends at _next; readers see up to _shown. The log was given all up to _written, and all up to _recorded is on the disk.
    private long _next;
    private long _shown;
    private long _saved;
    private long _recorded;
    private long _written;
    private long _gapsAdded;
    private long _gapsRecorded;
    private long _gapsWritten;
    private (long Next, long GapsAdded, long Loss) _collected;
    private (long Next, long GapsAdded) _syncing;

    // Lost bytes whose gap is on the disk, on its way there, in the log.
    private (long Recorded, long Syncing, long Written) _loss;

    /// <param name="start">Offset behind what is recorded.</param>
    /// <param name="gap">Why bytes are missing right before it, as the record knows.</param>
    /// <param name="held">The record does not know of the gap yet, and the line must wait until it does.</param>
    /// <param name="now">In milliseconds of Unix time.</param>
    public ConsoleBuffer(long start, string? gap = null, bool held = false, long now = 0)
    {
        _first = _next = _shown = _saved = _recorded = _written = start;
        if (held)
            _saved -= Ahead;
        if (gap is not null)
            _gaps.Add((new ConsoleGap(start, gap), now));
        _gapsAdded = _gaps.Count;
        _gapsRecorded = _gapsWritten = held ? 0 : _gapsAdded;
    }

    /// <summary>What is printed is recorded: less of it needs to stay in memory.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>Nobody gets what the record does not have: while it cannot be written, the line has to wait.</summary>
    public bool IsRecordRequired { get; set; }

    /// <summary>Offset of the oldest byte in memory.</summary>
    public long First
    {
        get
        {
            lock (_lock)
                return _first;
        }
    }

    /// <summary>Offset behind the newest byte that readers may have.</summary>
    public long Next => Interlocked.Read(ref _shown);

    /// <summary>Offset behind the last byte that is recorded, or was given up.</summary>
    public long Saved => Interlocked.Read(ref _saved);

    /// <summary>Bytes that were printed and are in no record: those that the log has a gap for, and those that memory let go of before the log could take them.</summary>
    /// <param name="isRecorded">The latter are meant to be recorded.</param>
    public long Lost(bool isRecorded)
    {
        lock (_lock)
            return _loss.Recorded + _loss.Syncing + _loss.Written + (isRecorded ? Math.Max(0, _first - _written) : 0);
    }

    /// <summary>
    /// Takes bytes at the end; false when there is no room before the record has caught up. Nobody sees them before <see cref="Written"/>,
    /// <see cref="Show"/> or <see cref="GiveUp"/>: what was shown must not be lost with the process.
    /// </summary>
    /// <param name="time">When they were printed, in milliseconds of Unix time.</param>
    public bool TryAppend(ReadOnlySpan<byte> bytes, long time)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, LargestPiece);
        lock (_lock)
        {
            if (_next + bytes.Length - _saved > Ahead)
                return false;
            MakeRoom(bytes.Length);
            Copy(bytes, _next);
            Stamp(time);
            _next += bytes.Length;
            return true;
        }
    }

    /// <summary>
    /// Bytes are missing before the next one. Several gaps at one place are one to the reader: from the earliest time to the latest, with the
    /// last reason.
    /// </summary>
    /// <param name="time">When the line was heard again.</param>
    /// <param name="from">When it was last heard before, if that is known.</param>
    public void AddGap(string reason, long time, long? from = null)
    {
        lock (_lock)
        {
            var known = _gaps.Count > 0 && _gaps[^1].Gap == new ConsoleGap(_next, reason);
            if (known && from is null)
                return;
            if (!known && from is { } began && began < time)
                Add(began);
            Add(time);
        }

        void Add(long at)
        {
            _gaps.Add((new ConsoleGap(_next, reason), at));
            _gapsAdded++;
            if (_gaps.Count > GapsKept)
                _gaps.RemoveAt(0);
        }
    }

    /// <summary>
    /// Copies bytes from an offset up to the next gap and answers how many; -1 when the first of them is not in memory.
    /// </summary>
    /// <param name="gap">Why bytes are missing right before the offset; null when none are.</param>
    public int Read(long offset, Span<byte> into, out GapSpan? gap)
    {
        gap = null;
        lock (_lock)
        {
            if (offset < _first || offset > _shown)
                return -1;
            var end = Math.Min(_shown, offset + into.Length);
            foreach (var (known, time) in _gaps)
            {
                if (known.Offset == offset)
                    gap = GapSpan.Extend(gap, known.Reason, time);
                else if (known.Offset > offset)
                {
                    end = Math.Min(end, known.Offset);
                    break;
                }
            }

            var (head, tail) = Slice(offset, (int)(end - offset));
            head.CopyTo(into);
            tail.CopyTo(into[head.Length..]);
            return (int)(end - offset);
        }
    }

    /// <summary>Completes when the record has caught up by some bytes since <paramref name="saved"/>.</summary>
    public async ValueTask WaitSavedBeyondAsync(long saved, CancellationToken ct)
    {
        while (true)
        {
            var pulse = _savedPulse.Next;
            if (Saved > saved)
                return;
            await pulse.WaitAsync(ct);
        }
    }

    private void MakeRoom(int count)
    {
        var needed = _next + count - _first;
        if (needed <= _ring.Length)
            return;
        // What the record lacks stays in any case, as far as there is room at all.
        var lacking = _next + count - _recorded;
        var kept = IsRecorded ? Math.Clamp(lacking, RetainedOfRecorded, Retained) : Retained;
        var size = Math.Max(_ring.Length, Smallest);
        while (size < Math.Min(needed, kept))
            size *= 4;
        // The record lagged once and has caught up: hundreds of consoles do not keep the room that one moment took.
        if (IsRecorded && size > RetainedOfRecorded && lacking <= RetainedOfRecorded / 2)
            size = RetainedOfRecorded;
        if (needed > size)
            LetGo(_next + count - size);
        if (size != _ring.Length)
            Resize(size);
    }

    private void LetGo(long before)
    {
        _first = before;
        DropStamps(before);
        while (_gaps.Count > 0 && _gaps[0].Gap.Offset < before)
            _gaps.RemoveAt(0);
    }

    private void Resize(int size)
    {
        var (head, tail) = Slice(_first, (int)(_next - _first));
        _ring = new byte[size];
        Copy(head, _first);
        Copy(tail, _first + head.Length);
    }

    private void Copy(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.IsEmpty)
            return;
        var at = (int)(offset % _ring.Length);
        var head = Math.Min(bytes.Length, _ring.Length - at);
        bytes[..head].CopyTo(_ring.AsSpan(at));
        bytes[head..].CopyTo(_ring);
    }

    /// <summary>The two parts of the ring that hold these bytes.</summary>
    private RingSlice Slice(long offset, int count)
    {
        if (count == 0)
            return default;
        var at = (int)(offset % _ring.Length);
        var head = Math.Min(count, _ring.Length - at);
        return new RingSlice(_ring.AsSpan(at, head), _ring.AsSpan(0, count - head));
    }

    private readonly ref struct RingSlice(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        private readonly ReadOnlySpan<byte> _head = head;
        private readonly ReadOnlySpan<byte> _tail = tail;

        public void Deconstruct(out ReadOnlySpan<byte> head, out ReadOnlySpan<byte> tail)
        {
            head = _head;
            tail = _tail;
        }
    }
}
