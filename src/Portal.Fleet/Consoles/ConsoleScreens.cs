using Portal.Fleet.Consoles.Terminal;

namespace Portal.Fleet.Consoles;

/// <summary>
/// What one console's screen looked like at any offset. No screen is kept up with the line: every so many bytes one is made from the keyframe before,
/// and its keyframe stays, in memory for those who attach, at wider steps with the record for those who look back. Thread safe.
/// </summary>
internal sealed class ConsoleScreens
{
    /// <summary>A keyframe is made after so many bytes, while they are all in memory.</summary>
    public const int Interval = ConsoleBuffer.RetainedOfRecorded * 3 / 4;

    /// <summary>Of the keyframes in memory so few stay that at most so many bytes lie between two.</summary>
    public const int Spacing = 128 * 1024;

    /// <summary>So many bytes at least lie between two keyframes with the record.</summary>
    public const int StoredEvery = 256 * 1024;

    /// <summary>At most so many bytes are gone through for one screen: what is on a screen was printed lately, or a keyframe has it.</summary>
    public const int Furthest = 1024 * 1024;

    /// <summary>Lines above the screen that somebody gets who asks for an offset.</summary>
    public const int Scrollback = 500;

    private const int LargestPiece = 16 * 1024;

    private readonly ConsoleBuffer _buffer;
    private readonly IConsoleRecord _record;
    private readonly Lock _lock = new();
    private readonly List<Keyframe> _frames = [];
    private int _generation;
    private long _cut;
    private long _newest;
    private long _stored;

    public ConsoleScreens(ConsoleBuffer buffer, IConsoleRecord record)
    {
        _buffer = buffer;
        _record = record;
        _newest = _stored = buffer.Next;
    }

    /// <summary>What the bytes from 80h on mean. A screen made before a change keeps its letters.</summary>
    public ConsoleCharset Charset { get; set; }

    /// <summary>The console printed. Now and then this makes a keyframe, for the bytes must be read before memory lets them go. One caller at a time.</summary>
    public void Appended()
    {
        var next = _buffer.Next;
        if (next - _newest < Interval)
            return;
        _newest = next;
        var generation = Volatile.Read(ref _generation);
        var (frame, _) = Make(next, scrollback: 0);
        if (!Keep(frame, generation))
            return;
        if (frame.Offset - _stored < StoredEvery)
            return;
        _stored = frame.Offset;
        _record.KeepScreen(frame);
    }

    /// <summary>What was printed up to now is gone, and with it every screen it made.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            // A screen that is made this moment may still show it.
            _generation++;
            _frames.Clear();
        }

        _newest = _stored = _buffer.Next;
    }

    /// <summary>From an offset on the screen begins empty: what was on it before belongs to somebody else.</summary>
    public void Cut(long offset)
    {
        lock (_lock)
        {
            if (offset <= _cut)
                return;

            // A screen that is made this moment may still show what was before.
            _generation++;
            Interlocked.Exchange(ref _cut, offset);
            _frames.RemoveAll(known => known.Offset > offset);
        }
    }

    /// <summary>The screen at an offset, as well as it can be known.</summary>
    public TerminalSnapshot At(long offset)
    {
        offset = Math.Clamp(offset, 0, _buffer.Next);
        var (frame, _) = Make(offset, Scrollback);
        return new TerminalSnapshot(frame.Offset, TerminalScreen.DefaultColumns, TerminalScreen.DefaultRows, frame.Screen);
    }

    /// <summary>A place for a viewer to start: not before <paramref name="earliest"/> if that can be, and not far behind. Null when nothing is known there.</summary>
    public Keyframe? Start(long earliest)
    {
        lock (_lock)
        {
            foreach (var known in _frames)
            {
                if (known.Offset >= earliest && known.Offset <= earliest + Spacing)
                    return known;
            }
        }

        // Others who come soon find it good enough.
        var generation = Volatile.Read(ref _generation);
        var (frame, isKnown) = Make(Math.Min(_buffer.Next, earliest + LargestPiece), scrollback: 0);
        if (!isKnown || frame.Offset < earliest)
            return null;
        return Keep(frame, generation) ? frame : null;
    }

    /// <summary>The screen at an offset, or the next one that is known before another; null when there is none.</summary>
    /// <param name="isExact">It may be made from what was before; else only what is kept is looked at.</param>
    public Keyframe? Restore(long offset, long end, bool isExact)
    {
        if (isExact && Make(offset, scrollback: 0) is { IsKnown: true } made && made.Frame.Offset == offset)
            return made.Frame;
        lock (_lock)
        {
            foreach (var known in _frames)
            {
                if (known.Offset >= offset && known.Offset < end)
                    return known;
            }
        }

        return _record.FindScreen(end - 1) is { } stored && stored.Offset >= offset ? stored : null;
    }

    /// <summary>False when what it shows was deleted meanwhile.</summary>
    private bool Keep(Keyframe frame, int generation)
    {
        lock (_lock)
        {
            if (generation != _generation)
                return false;
            _frames.RemoveAll(known => known.Offset == frame.Offset || known.Offset < _buffer.Next - ConsoleSession.Tail - Interval);
            var at = _frames.FindIndex(known => known.Offset > frame.Offset);
            _frames.Insert(at < 0 ? _frames.Count : at, frame);
            for (var middle = _frames.Count - 2; middle > 0; middle--)
            {
                if (_frames[middle + 1].Offset - _frames[middle - 1].Offset <= Spacing)
                    _frames.RemoveAt(middle);
            }

            return true;
        }
    }

    /// <summary>Goes from the last keyframe through the bytes up to an offset. Whether nothing that matters was missing on the way is answered too.</summary>
    private (Keyframe Frame, bool IsKnown) Make(long offset, int scrollback)
    {
        var screen = new TerminalScreen(scrollback: scrollback, charset: Charset);
        var cut = Interlocked.Read(ref _cut) is var after && offset >= after ? after : 0;
        var from = FindBase(offset);
        if (cut > 0 && from?.Offset <= cut)
            from = null;
        if (from is { } known)
            screen.Restore(known.Screen);
        var begin = from?.Offset ?? cut;
        var at = Math.Max(begin, offset - Furthest);
        var isKnown = from is not null || at == cut;
        isKnown &= Feed(screen, ref at, offset);
        return (new Keyframe(at - screen.Pending, screen.Snapshot()), isKnown);
    }

    private Keyframe? FindBase(long offset)
    {
        Keyframe? found = null;
        lock (_lock)
        {
            foreach (var known in _frames)
            {
                if (known.Offset <= offset)
                    found = known;
            }
        }

        // What memory knows of is close enough, or the record is asked as well.
        return found is { } near && offset - near.Offset <= StoredEvery
            ? found
            : _record.FindScreen(offset) is { } stored && !(found?.Offset >= stored.Offset) ? stored : found;
    }

    /// <summary>False when bytes were skipped.</summary>
    private bool Feed(TerminalScreen screen, ref long at, long end)
    {
        var isWhole = true;
        var piece = new byte[LargestPiece];
        IRecordCursor? cursor = null;
        try
        {
            while (at < end)
            {
                var wanted = piece.AsSpan(0, (int)Math.Min(piece.Length, end - at));
                var count = _buffer.Read(at, wanted, out var gap);
                if (count < 0)
                {
                    cursor ??= _record.OpenCursor();
                    var read = cursor.Read(at, wanted);
                    var found = read?.Offset ?? _buffer.First;
                    if (found != at)
                    {
                        isWhole = false;
                        screen.Abort();
                        at = Math.Min(found, end);
                        continue;
                    }

                    (count, gap) = (read!.Value.Count, read.Value.Gap);
                }

                if (gap is not null)
                    screen.Abort();
                screen.Feed(wanted[..count]);
                at += count;
            }
        }
        finally
        {
            cursor?.Dispose();
        }

        return isWhole;
    }
}
