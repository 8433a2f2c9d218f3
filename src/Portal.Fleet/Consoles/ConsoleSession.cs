using System.Runtime.CompilerServices;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles;

/// <summary>
/// One server's console: what it printed, in memory and in files, and who watches. Lives as long as its link, across sessions to the BMC.
/// A viewer is nothing but an offset that pulls: one that stalls costs nothing and never holds up the line.
/// </summary>
internal sealed class ConsoleSession
{
    /// <summary>Largest chunk a viewer gets.</summary>
    public const int LargestChunk = 16 * 1024;

    /// <summary>How far before the end a viewer starts who names no offset.</summary>
    public const int Tail = ConsoleBuffer.Retained;

    private readonly ConsoleRecord _record;
    private readonly ConsoleBuffer _buffer;
    private readonly ConsoleRecorder _recorder;
    private readonly TimeProvider _time;
    private readonly Action _onChange;
    private readonly Lock _lock = new();
    private readonly List<string> _viewers = [];
    private readonly ConsoleControl _control;
    private readonly ITimer _controlTimer;
    private int _enqueued;
    private bool _recordBroken;
    private long _lastByteTicks;

    /// <param name="id">The server.</param>
    /// <param name="directory">Where its record is.</param>
    /// <param name="controlIdle">After this long without a key who types may lose control to one who waits.</param>
    /// <param name="onChange">Called after new bytes and when viewers come and go; must be cheap.</param>
    public ConsoleSession(BmcId id, string directory, ConsoleRecorder recorder, TimeSpan controlIdle, TimeProvider time, Action onChange)
    {
        Id = id;
        _record = ConsoleRecord.Open(directory);
        _buffer = new ConsoleBuffer(_record.Next);
        _recorder = recorder;
        _time = time;
        _onChange = onChange;
        _control = new ConsoleControl(controlIdle);
        _controlTimer = time.CreateTimer(static session => ((ConsoleSession)session!).ExpireControl(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _lastByteTicks = _record.LastWrite?.UtcTicks ?? 0;
    }

    public BmcId Id { get; }

    /// <summary>Offset behind the last byte ever printed.</summary>
    public long Next => _buffer.Next;

    /// <summary>Offset behind the last byte that the files hold, or that was given up.</summary>
    internal long Saved => _buffer.Saved;

    /// <summary>Offset of the oldest byte that can still be read.</summary>
    public long First => Math.Min(_record.First ?? long.MaxValue, _buffer.First);

    public DateTimeOffset? LastByteAt => Interlocked.Read(ref _lastByteTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Names of the people who watch, each once.</summary>
    public IReadOnlyList<string> Viewers
    {
        get
        {
            lock (_lock)
                return _viewers.Count == 0 ? [] : [.. _viewers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Takes what the host printed. Waits when the files lag by a whole buffer: SOL then holds the host back.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Interlocked.Exchange(ref _lastByteTicks, _time.GetUtcNow().UtcTicks);
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, ConsoleBuffer.LargestPiece)];
            var saved = _buffer.Saved;
            if (_buffer.TryAppend(piece.Span))
                bytes = bytes[piece.Length..];
            else
                await _buffer.WaitSavedBeyondAsync(saved, ct);
            if (Interlocked.Exchange(ref _enqueued, 1) == 0)
                _recorder.Enqueue(this);
        }

        _onChange();
    }

    /// <summary>Bytes are missing before the next one.</summary>
    public void MarkGap(string reason) => _record.AddGap(new ConsoleGap(_buffer.Next, reason));

    /// <summary>
    /// Chunks from an offset on, up to <paramref name="to"/> or without end. There is one position and it only moves on, so between
    /// file, memory and the live line nothing is lost and nothing comes twice.
    /// </summary>
    public async IAsyncEnumerable<ConsoleChunk> ReadAsync(long? from, long? to, [EnumeratorCancellation] CancellationToken ct)
    {
        var offset = Math.Max(0, from ?? Math.Max(First, Next - Tail));

        // An offset beyond the end: the reader saw bytes that the record lost, and goes on where it is now.
        var lost = offset > Next;
        offset = Math.Min(offset, Next);
        while (to is null || offset < to)
        {
            await _buffer.WaitBeyondAsync(offset, ct);
            ct.ThrowIfCancellationRequested();
            var end = Math.Min(Next, offset + LargestChunk);
            end = Math.Min(end, Math.Min(to ?? long.MaxValue, _record.GapBehind(offset) ?? long.MaxValue));
            var data = new byte[end - offset];
            if (!_buffer.TryRead(offset, data))
            {
                var (at, count) = _record.Read(offset, data);
                if (count == 0)
                {
                    // Nothing at this offset any more: go on at the next kept byte, in the files or in memory.
                    offset = Math.Min(_buffer.First, at > offset ? at : long.MaxValue);
                    lost = true;
                    continue;
                }

                lost |= at != offset;
                offset = at;
                data = data[..count];
            }

            yield return new ConsoleChunk(offset, data, lost ? ConsoleGap.NotKept : _record.GapAt(offset));
            offset += data.Length;
            lost = false;
        }
    }

    /// <summary>The newest bytes, at most <paramref name="count"/>.</summary>
    public byte[] ReadTail(int count)
    {
        var end = Next;
        var start = Math.Max(First, end - count);
        var tail = new byte[end - start];
        if (_buffer.TryRead(start, tail))
            return tail;
        var done = 0;
        while (done < tail.Length && _record.Read(start + done, tail.AsSpan(done)) is { Count: > 0 } read && read.Offset == start + done)
            done += read.Count;
        return tail[..done];
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

    /// <summary>Adds a viewer until the result is disposed.</summary>
    public IDisposable Join(ConsolePerson viewer)
    {
        lock (_lock)
        {
            _viewers.Add(viewer.Name);
            _control.Join(viewer);
        }

        _onChange();
        return new Presence(this, viewer);
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

    /// <summary>Appends to the files what they lack. The recorder only.</summary>
    internal void WriteToRecord()
    {
        Interlocked.Exchange(ref _enqueued, 0);
        var piece = new byte[ConsoleBuffer.LargestPiece];
        var saved = _buffer.Saved;
        var end = _buffer.Next;
        try
        {
            while (saved < end)
            {
                var span = piece.AsSpan(0, (int)Math.Min(piece.Length, end - saved));
                if (!_buffer.TryRead(saved, span))
                    throw new InvalidOperationException("The buffer dropped bytes that were not saved.");
                _record.Append(saved, span);
                saved += span.Length;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Given up: the line must not stand still because a disk is full.
            saved = end;
            throw;
        }
        finally
        {
            _buffer.MarkSaved(saved);
        }
    }

    /// <summary>Whether the record works; true when that changed.</summary>
    internal bool SetRecordBroken(bool broken)
    {
        var changed = _recordBroken != broken;
        _recordBroken = broken;
        return changed;
    }

    /// <summary>Deletes the record.</summary>
    public void Delete() => _record.Delete();

    private void Leave(ConsolePerson viewer)
    {
        lock (_lock)
        {
            _viewers.Remove(viewer.Name);
            _control.Leave(viewer, _time.GetUtcNow());
        }

        _onChange();
    }

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

    private sealed class Presence(ConsoleSession session, ConsolePerson viewer) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                session.Leave(viewer);
        }
    }
}
