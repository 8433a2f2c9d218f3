using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Consoles.Terminal;

namespace Portal.Fleet.Consoles;

/// <summary>
/// One server's console: what it printed, in memory and recorded, and who watches. Lives as long as its link, across sessions to the BMC.
/// A viewer is nothing but an offset that pulls: one that stalls costs nothing and never holds up the line.
/// </summary>
internal sealed class ConsoleSession
{
    /// <summary>Largest chunk a viewer gets.</summary>
    public const int LargestChunk = 16 * 1024;

    /// <summary>How far before the end a viewer starts who names no offset.</summary>
    public const int Tail = 256 * 1024;

    private readonly IConsoleRecord _record;
    private readonly ConsoleBuffer _buffer;
    private readonly ConsoleScreens _screens;
    private readonly TimeProvider _time;
    private readonly Action _onChange;
    private readonly Lock _lock = new();
    private readonly List<string> _viewers = [];
    private readonly List<Presence> _presences = [];
    private IReadOnlyList<string> _names = [];
    private readonly ConsoleControl _control;
    private readonly ITimer _controlTimer;
    private long _lastByteTicks;
    private long _cutAt;

    /// <param name="record">Where it is kept, and goes on.</param>
    /// <param name="controlIdle">After this long without a key who types may lose control to one who waits.</param>
    /// <param name="onChange">Called after new bytes and when viewers come and go; must be cheap.</param>
    public ConsoleSession(IConsoleRecord record, TimeSpan controlIdle, TimeProvider time, Action onChange)
    {
        _record = record;
        _buffer = record.Attach();
        _screens = new ConsoleScreens(_buffer, record);
        History = new ConsoleHistory(record, _buffer, time);
        _time = time;
        _onChange = onChange;
        _control = new ConsoleControl(controlIdle);
        _controlTimer = time.CreateTimer(static session => ((ConsoleSession)session!).ExpireControl(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _lastByteTicks = record.LastByteAt?.UtcTicks ?? 0;
    }

    /// <summary>Its past: by offset, by time, by text.</summary>
    public ConsoleHistory History { get; }

    /// <summary>Offset behind the last byte ever printed.</summary>
    public long Next => _buffer.Next;

    /// <summary>Offset behind the last byte that is recorded, or that was given up.</summary>
    internal long Saved => _buffer.Saved;

    /// <summary>Whether what is printed is kept.</summary>
    public RecordState RecordState => _record.State;

    /// <summary>Bytes that were shown but could not be recorded.</summary>
    public long LostBytes => _record.LostBytes;

    /// <summary>Offset of the oldest byte that can still be read.</summary>
    public long First => Math.Min(_record.First ?? long.MaxValue, _buffer.First);

    public DateTimeOffset? LastByteAt => Interlocked.Read(ref _lastByteTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Names of the people who watch, each once.</summary>
    public IReadOnlyList<string> Viewers => Volatile.Read(ref _names);

    /// <summary>Whether anyone watches.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_lock)
                return _viewers.Count > 0;
        }
    }

    /// <summary>How many watch who came before a moment.</summary>
    public int CountViewers(DateTimeOffset before)
    {
        lock (_lock)
            return _presences.Count(presence => presence.Since < before);
    }

    /// <summary>What the bytes from 80h on mean.</summary>
    public ConsoleCharset Charset { set => _screens.Charset = value; }

    /// <summary>What is kept of it from now on.</summary>
    public void Apply(ConsolePolicy policy, RecordRetention retention, ConsoleRecording recording = ConsoleRecording.BestEffort) => _record.Apply(policy, retention, recording);

    /// <summary>
    /// Takes what the host printed; completes when the log has it, which the end of this process cannot take back, and only then anybody sees it.
    /// Waits when the disk lags far behind: SOL then holds the host back.
    /// </summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        Interlocked.Exchange(ref _lastByteTicks, now.UtcTicks);
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, ConsoleBuffer.LargestPiece)];
            var saved = _buffer.Saved;
            if (_buffer.TryAppend(piece.Span, now.ToUnixTimeMilliseconds()))
            {
                bytes = bytes[piece.Length..];
                await _record.ChangedAsync(hurry: _buffer.Next + piece.Length - saved >= ConsoleBuffer.Ahead / 2);
                _buffer.Tell(piece.Length);
                _screens.Appended();
            }
            else
            {
                await _record.ChangedAsync(hurry: true);
                await _buffer.WaitSavedBeyondAsync(saved, ct);
            }
        }

        _onChange();
    }

    /// <summary>Bytes are missing before the next one.</summary>
    /// <param name="from">When the line was last heard, if that is known.</param>
    public void MarkGap(string reason, DateTimeOffset? from = null)
    {
        _buffer.AddGap(reason, _time.GetUtcNow().ToUnixTimeMilliseconds(), from?.ToUnixTimeMilliseconds());

        // It is in the log before any byte that follows it.
        _ = _record.ChangedAsync(hurry: false);
    }

    /// <summary>
    /// Chunks from an offset on, up to <paramref name="to"/> or without end. There is one position and it only moves on, so between
    /// record, memory and the live line nothing is lost and nothing comes twice.
    /// </summary>
    /// <param name="from">Null starts at most <see cref="Tail"/> before the end.</param>
    /// <param name="screens">
    /// For a terminal: where the reader starts in the middle, and behind skipped bytes, the chunk says what the screen looked like before it.
    /// </param>
    public async IAsyncEnumerable<ConsoleChunk> ReadAsync(long? from, long? to, [EnumeratorCancellation] CancellationToken ct, bool screens = false)
    {
        var offset = Math.Max(0, from ?? Math.Max(First, Next - Tail));
        Keyframe? screen = null;
        long? restoreFrom = null;
        if (screens && from is null && offset > 0 && (screen = _screens.Start(offset)) is { } start)
            offset = start.Offset;

        // An offset beyond the end: the reader saw bytes that the record lost, and goes on where it is now.
        var lost = GapSpan.Of(offset > Next ? ConsoleGap.NotKept : null);
        offset = Math.Min(offset, Next);
        IRecordCursor? cursor = null;
        await using var waiter = new ConsoleWaiter(_buffer, ct);
        try
        {
            while (to is null || offset < to)
            {
                if (offset >= _buffer.First)
                {
                    // A reader that waits for the line holds no file.
                    cursor?.Dispose();
                    cursor = null;
                }

                await waiter.WaitBeyondAsync(offset);
                var data = new byte[Math.Min(LargestChunk, Math.Min(Next, to ?? long.MaxValue) - offset)];
                var count = _buffer.Read(offset, data, out var gap);
                if (count < 0)
                {
                    cursor ??= _record.OpenCursor();
                    if (cursor.Read(offset, data) is not { } piece)
                    {
                        // Nothing at or behind this offset is kept but what is in memory.
                        offset = _buffer.First;
                        restoreFrom = screens ? offset : null;
                        lost ??= GapSpan.Of(RecordState is RecordState.Kept or RecordState.DiskFull or RecordState.Failing ? ConsoleGap.RecordLost : ConsoleGap.NotRecorded);
                        continue;
                    }

                    restoreFrom = screens && piece.Offset != offset ? piece.Offset : restoreFrom;
                    await _record.CatchUpAsync(piece.Count, ct);
                    (offset, count, gap) = (piece.Offset, piece.Count, piece.Gap);
                    if (offset >= to)
                        yield break;
                    count = (int)Math.Min(count, (to ?? long.MaxValue) - offset);
                }

                if (restoreFrom is { } behind && (screen = _screens.Restore(offset, offset + count, isExact: offset == behind)) is { } known)
                {
                    // Up to there the screen is what it is.
                    restoreFrom = known.Offset == offset ? null : known.Offset;
                    count = restoreFrom is null ? count : (int)(known.Offset - offset);
                }

                yield return ConsoleChunk.Of(offset, data.AsMemory(0, count), gap ?? lost, screen is { } shown && shown.Offset == offset ? shown.Screen : null);
                screen = null;
                offset += count;
                lost = null;
            }
        }
        finally
        {
            cursor?.Dispose();
        }
    }

    /// <summary>What the screen looked like when everything before an offset was printed, with the last lines above it.</summary>
    public TerminalSnapshot ScreenAt(long offset) => _screens.At(offset);

    /// <summary>Where the present tenancy's output begins.</summary>
    public long CutAt => Interlocked.Read(ref _cutAt);

    /// <summary>From an offset on the screen and the last line begin anew.</summary>
    public void Cut(long offset)
    {
        if (offset <= CutAt)
            return;
        Interlocked.Exchange(ref _cutAt, offset);
        _screens.Cut(offset);
    }

    /// <summary>The newest bytes of the present tenancy, as many as there is room for; answers how many.</summary>
    public int ReadTail(Span<byte> into)
    {
        var end = Next;
        var start = Math.Min(end, Math.Max(Math.Max(First, CutAt), end - into.Length));
        var done = 0;
        IRecordCursor? cursor = null;
        try
        {
            while (start < end)
            {
                var room = into.Slice(done, (int)Math.Min(into.Length - done, end - start));
                var read = _buffer.Read(start, room, out _);
                if (read < 0 && (cursor ??= _record.OpenCursor()).Read(start, room) is { } piece)
                    (start, read) = (piece.Offset, piece.Count);
                start = read < 0 ? _buffer.First : start + read;
                done += Math.Max(read, 0);
            }
        }
        finally
        {
            cursor?.Dispose();
        }

        return done;
    }

    /// <summary>Completes when there are bytes beyond an offset.</summary>
    public async ValueTask WaitBeyondAsync(long offset, CancellationToken ct)
    {
        await using var waiter = new ConsoleWaiter(_buffer, ct);
        await waiter.WaitBeyondAsync(offset);
    }

    /// <summary>Who types, and who would like to.</summary>
    public ConsoleControlView Control
    {
        get
        {
            lock (_lock)
                return _control.View;
        }
    }

    /// <summary>Offset of the first byte kept that was printed at a time or later; the end when all are older.</summary>
    public long Find(DateTimeOffset time) => History.Find(time);

    /// <summary>Adds a viewer until the result is disposed.</summary>
    public IDisposable Join(ConsolePerson viewer)
    {
        var presence = new Presence(this, viewer, _time.GetUtcNow());
        lock (_lock)
        {
            _presences.Add(presence);
            _viewers.Add(viewer.Name);
            NameViewers();
            _control.Join(viewer);
        }

        _onChange();
        return presence;
    }

    /// <summary>Changes who types. Most calls are keys of the one who types already: they change nothing that anybody shows.</summary>
    public bool ChangeControl(Func<ConsoleControl, DateTimeOffset, bool> change)
    {
        var now = _time.GetUtcNow();
        bool result, isChanged;
        lock (_lock)
        {
            var before = _control.Version;
            result = change(_control, now);
            isChanged = _control.Version != before;
            if (isChanged)
                ArmControlTimer(now);
        }

        if (isChanged)
            _onChange();
        return result;
    }

    /// <summary>How much is kept, in memory at least.</summary>
    public RecordUsage Measure() => _record.Measure() with { FirstOffset = First, NextOffset = Next, NewestAt = LastByteAt };

    /// <summary>What other limits would drop.</summary>
    public RecordLoss Weigh(RecordRetention limits) => _record.Weigh(limits);

    /// <summary>Deletes what was printed up to now; the console goes on.</summary>
    public void Clear()
    {
        _record.Clear();
        _screens.Clear();
        _onChange();
    }

    /// <summary>Deletes the record.</summary>
    public void Delete() => _record.Delete();

    private void Leave(Presence presence, ConsolePerson viewer)
    {
        lock (_lock)
        {
            _presences.Remove(presence);
            _viewers.Remove(viewer.Name);
            NameViewers();
            _control.Leave(viewer, _time.GetUtcNow());
        }

        _onChange();
    }

    private void NameViewers() => Volatile.Write(ref _names, [.. _viewers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private void ExpireControl()
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            _control.Expire(now);
            ArmControlTimer(now);
        }

        _onChange();
    }

    /// <summary>Keys put the hour off without touching the timer: it looks again when it fires.</summary>
    private void ArmControlTimer(DateTimeOffset now)
    {
        var wait = _control.DueAt is not { } due ? Timeout.InfiniteTimeSpan : due > now ? due - now : TimeSpan.Zero;
        _controlTimer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private sealed class Presence(ConsoleSession session, ConsolePerson viewer, DateTimeOffset since) : IDisposable
    {
        public DateTimeOffset Since => since;

        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                session.Leave(this, viewer);
        }
    }
}
