namespace Portal.Fleet.Consoles;

/// <content>Those who wait for what is printed next.</content>
internal sealed partial class ConsoleBuffer
{
    /// <summary>So many readers go on inline on the thread that brought the bytes; more than these would hold up the line.</summary>
    private const int WokenHere = 4;

    // The pace of the real world, whatever clock the portal is given: it only decides who shares a message.
    private readonly ReaderPace _pace = new(TimeProvider.System);
    private ITimer? _later;
    private int _isLater;

    // Replaced, never changed.
    private ConsoleWaiter[] _waiters = [];

    public void Add(ConsoleWaiter waiter)
    {
        lock (_lock)
            _waiters = [.. _waiters, waiter];
    }

    public void Remove(ConsoleWaiter waiter)
    {
        lock (_lock)
            _waiters = Array.FindAll(_waiters, other => other != waiter);
    }

    /// <summary>
    /// Tells the readers, soon, of so many bytes that <see cref="Written"/> lets them see. Apart from it, because the record's writer holds locks: who
    /// brought the bytes does this, holds none, and takes the first readers a piece of the way. One caller at a time.
    /// </summary>
    public void Tell(int bytes)
    {
        if (Volatile.Read(ref _waiters).Length == 0 || _pace.Wait(bytes, isArranged: Volatile.Read(ref _isLater) != 0) is not { } wait)
            return;
        if (wait == TimeSpan.Zero)
        {
            Wake(WokenHere);
            return;
        }

        Volatile.Write(ref _isLater, 1);
        _later ??= TimeProvider.System.CreateTimer(static buffer => ((ConsoleBuffer)buffer!).TellNow(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _later.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void TellNow()
    {
        // Before they look: what comes meanwhile is told again.
        Interlocked.Exchange(ref _isLater, 0);
        Wake(int.MaxValue);
    }

    private void Wake(int inline)
    {
        var waiters = Volatile.Read(ref _waiters);
        for (var index = 0; index < waiters.Length; index++)
            waiters[index].Wake(inline: index < inline);
    }

    private bool Show(long end)
    {
        lock (_lock)
        {
            if (end <= _shown)
                return false;
            Interlocked.Exchange(ref _shown, end);
            return true;
        }
    }

    private void ShowAndTell(long end)
    {
        if (Show(end))
            Wake(inline: 0);
    }
}
