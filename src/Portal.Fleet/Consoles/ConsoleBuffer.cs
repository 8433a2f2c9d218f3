using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles;

/// <summary>
/// The newest bytes of a console in memory, each at its absolute offset. Holds at least everything that is not in the file yet, so a
/// reader finds every kept byte in one of the two. Grows with use: most consoles are quiet. Thread safe, no IO.
/// </summary>
internal sealed class ConsoleBuffer
{
    /// <summary>What stays in memory for readers.</summary>
    public const int Retained = 256 * 1024;

    /// <summary>How far it grows while the file lags; then the line has to wait (SOL has flow control, so nothing is lost).</summary>
    public const int Most = 1024 * 1024;

    /// <summary>Largest piece <see cref="TryAppend"/> takes.</summary>
    public const int LargestPiece = 64 * 1024;

    private const int Smallest = 4 * 1024;

    private readonly Lock _lock = new();
    private readonly Pulse _appended = new();
    private readonly Pulse _savedPulse = new();
    private byte[] _ring = [];
    private long _first;
    private long _next;
    private long _saved;

    /// <param name="start">Offset behind what the file holds.</param>
    public ConsoleBuffer(long start) => _first = _next = _saved = start;

    /// <summary>Offset of the oldest byte in memory.</summary>
    public long First
    {
        get
        {
            lock (_lock)
                return _first;
        }
    }

    /// <summary>Offset behind the newest byte.</summary>
    public long Next => Interlocked.Read(ref _next);

    /// <summary>Offset behind the last byte that the file holds, or was given up.</summary>
    public long Saved => Interlocked.Read(ref _saved);

    /// <summary>Takes bytes at the end; false when there is no room before the file has caught up.</summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, LargestPiece);
        lock (_lock)
        {
            if (_next + bytes.Length - _saved > Most)
                return false;
            MakeRoom(bytes.Length);
            Copy(bytes, _next);
            Interlocked.Exchange(ref _next, _next + bytes.Length);
        }

        _appended.Beat();
        return true;
    }

    /// <summary>Copies bytes from an offset; false when its first byte is not in memory. The span must not reach beyond <see cref="Next"/>.</summary>
    public bool TryRead(long offset, Span<byte> into)
    {
        lock (_lock)
        {
            if (offset < _first || offset + into.Length > _next)
                return false;
            if (into.IsEmpty)
                return true;
            var at = (int)(offset % _ring.Length);
            var head = Math.Min(into.Length, _ring.Length - at);
            _ring.AsSpan(at, head).CopyTo(into);
            _ring.AsSpan(0, into.Length - head).CopyTo(into[head..]);
            return true;
        }
    }

    /// <summary>The file holds everything before <paramref name="offset"/>.</summary>
    public void MarkSaved(long offset)
    {
        lock (_lock)
        {
            Interlocked.Exchange(ref _saved, offset);
            if (_ring.Length > Retained && _next - _saved <= Retained / 2)
                Resize(Retained);
        }

        _savedPulse.Beat();
    }

    /// <summary>Completes when there are bytes beyond an offset.</summary>
    public async ValueTask WaitBeyondAsync(long offset, CancellationToken ct)
    {
        while (true)
        {
            var appended = _appended.Next;
            if (Next > offset)
                return;
            await appended.WaitAsync(ct);
        }
    }

    /// <summary>Completes when the file has caught up by some bytes since <paramref name="saved"/>.</summary>
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

        // Up to Retained it grows to keep more; beyond that only for bytes that the file lacks.
        var must = Math.Max(Math.Min(needed, Retained), _next + count - _saved);
        var size = Math.Max(_ring.Length, Smallest);
        while (size < must)
            size *= 2;
        if (size != _ring.Length)
            Resize(size);
        if (_next + count - _first > _ring.Length)
            _first = _next + count - _ring.Length;
    }

    private void Resize(int size)
    {
        var first = Math.Max(_first, _next - size);
        var kept = new byte[(int)(_next - first)];
        var had = _ring;
        for (var done = 0; done < kept.Length;)
        {
            var at = (int)((first + done) % had.Length);
            var piece = Math.Min(kept.Length - done, had.Length - at);
            had.AsSpan(at, piece).CopyTo(kept.AsSpan(done));
            done += piece;
        }

        _ring = new byte[size];
        _first = first;
        Copy(kept, first);
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
}
