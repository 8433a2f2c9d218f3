namespace Portal.Ipmi.Sol;

/// <summary>
/// What callers want sent, in the order of their calls. It holds no characters of its own, only references to callers who wait
/// until theirs are accepted: that, and not a limit, bounds it. Not thread safe.
/// </summary>
internal sealed class SolInputQueue
{
    private readonly Queue<SolWrite> _waiting = new();
    private readonly Queue<Segment> _inFlight = new();
    private SolWrite? _break;
    private TaskCompletionSource? _settled;
    private int _accepted;

    /// <summary>The next thing to send is a break.</summary>
    public bool NextIsBreak => TryPeek(out var write) && write.IsBreak;

    /// <summary>Appends characters, or a break when there are none.</summary>
    public SolWrite Enqueue(ReadOnlyMemory<byte> characters)
    {
        var write = new SolWrite(characters);
        _waiting.Enqueue(write);
        return write;
    }

    /// <summary>Puts the break at the head in flight.</summary>
    public void TakeBreak()
    {
        _break = _waiting.Dequeue();
    }

    /// <summary>Puts characters in flight, of several calls when they fit, but none that stand behind a break.</summary>
    public int Take(Span<byte> destination)
    {
        var taken = 0;
        while (taken < destination.Length && TryPeek(out var write) && !write.IsBreak)
        {
            var part = write.Untaken.Span;
            if (part.Length > destination.Length - taken)
                part = part[..(destination.Length - taken)];
            part.CopyTo(destination[taken..]);
            taken += part.Length;
            write.Untaken = write.Untaken[part.Length..];
            _inFlight.Enqueue(new Segment(write, part.Length));
            if (write.Untaken.IsEmpty)
                _waiting.Dequeue();
        }

        return taken;
    }

    /// <summary>The BMC has accepted <paramref name="count"/> more characters of those in flight.</summary>
    public void Accept(int count)
    {
        _accepted += count;
        while (_inFlight.TryPeek(out var segment) && _accepted >= segment.Length)
        {
            _inFlight.Dequeue();
            _accepted -= segment.Length;
            segment.Write.Unaccepted -= segment.Length;
            if (segment.Write.Unaccepted == 0)
                segment.Write.TrySetResult();
        }

        TellSettled();
    }

    /// <summary>Completes when nothing that is in flight now is any more.</summary>
    public Task WhenSettled() => _inFlight.Count == 0 && _break is null
        ? Task.CompletedTask
        : (_settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The break in flight was acknowledged, or was not.</summary>
    public void CompleteBreak(Exception? failure)
    {
        if (failure is null)
            _break?.TrySetResult();
        else
            _break?.TrySetException(failure);
        _break = null;
        TellSettled();
    }

    /// <summary>Everything not yet accepted fails.</summary>
    public void FailAll(Exception failure)
    {
        CompleteBreak(failure);
        foreach (var segment in _inFlight)
            segment.Write.TrySetException(failure);
        foreach (var write in _waiting)
            write.TrySetException(failure);
        _inFlight.Clear();
        _waiting.Clear();
        TellSettled();
    }

    private void TellSettled()
    {
        if (_inFlight.Count > 0 || _break is not null)
            return;
        _settled?.TrySetResult();
        _settled = null;
    }

    private bool TryPeek(out SolWrite write)
    {
        // A cancelled call is stepped over: what of it is in flight already stays there.
        while (_waiting.TryPeek(out write!) && write.Task.IsCompleted)
            _waiting.Dequeue();
        return write is not null;
    }

    private readonly record struct Segment(SolWrite Write, int Length);
}
