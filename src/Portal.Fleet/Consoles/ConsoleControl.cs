namespace Portal.Fleet.Consoles;

/// <summary>
/// One types, the others watch. Who comes to a free console and types has control; it ends when that person lets go, leaves, hands it over,
/// is silent for long while somebody waits, or when somebody takes it and says why. Pure: time comes as an argument; the owner holds a lock.
/// </summary>
internal sealed class ConsoleControl(TimeSpan idleAfter)
{
    private const int MaxNotices = 16;
    private const int MaxAsking = 32;

    private readonly List<ConsolePerson> _windows = [];
    private readonly List<ConsolePerson> _asking = [];
    private readonly Queue<ConsoleNotice> _notices = new();
    private ConsolePerson? _driver;
    private DateTimeOffset _typedAt;
    private long _number;

    /// <summary>Counts the changes that people can see.</summary>
    public int Version { get; private set; }

    public ConsoleControlView View => _driver is null && _asking.Count == 0 && _notices.Count == 0
        ? ConsoleControlView.Free
        : new ConsoleControlView(_driver, [.. _asking], [.. _notices]);

    /// <summary>When <see cref="Expire"/> has something to do; null while nobody waits for anybody.</summary>
    public DateTimeOffset? DueAt => _driver is not null && _asking.Count > 0 ? _typedAt + idleAfter : null;

    /// <summary>A window of this person opened.</summary>
    public void Join(ConsolePerson person) => _windows.Add(person);

    /// <summary>A window of this person closed. With the last one goes control.</summary>
    public void Leave(ConsolePerson person, DateTimeOffset now)
    {
        _windows.Remove(person);
        if (IsPresent(person))
            return;
        _asking.RemoveAll(other => other.UserId == person.UserId);
        if (Drives(person))
            PassOn(person, ConsoleNoticeKind.Released, now);
    }

    /// <summary>This person types: takes a free console, keeps an own one. False when somebody else has control.</summary>
    public bool TryType(ConsolePerson person, DateTimeOffset now)
    {
        if (_driver is not null && !Drives(person) && IsPresent(_driver) && !IsIdle(now))
            return false;
        if (!Drives(person))
        {
            if (_driver is { } silent && IsPresent(silent))
                Note(ConsoleNoticeKind.Idle, silent, person, null, now);
            Give(person, now);
        }

        _typedAt = now;
        return true;
    }

    /// <summary>Asks for control: given at once when it is free or its holder has been silent for long, else the holder is asked.</summary>
    public void Ask(ConsolePerson person, DateTimeOffset now)
    {
        if (Drives(person))
            return;
        if (_driver is not { } driver || !IsPresent(driver))
        {
            Give(person, now);
        }
        else if (IsIdle(now))
        {
            Note(ConsoleNoticeKind.Idle, driver, person, null, now);
            Give(person, now);
        }
        else if (_asking.Count < MaxAsking && !_asking.Exists(other => other.UserId == person.UserId))
        {
            _asking.Add(person);
            Note(ConsoleNoticeKind.Asked, person, driver, null, now);
        }
    }

    /// <summary>The holder hands control to one who asks. False when it is not theirs to give, or that person no longer asks.</summary>
    public bool Grant(ConsolePerson holder, string toUserId, DateTimeOffset now)
    {
        if (!Drives(holder) || _asking.Find(other => other.UserId == toUserId) is not { } next)
            return false;
        Note(ConsoleNoticeKind.Granted, holder, next, null, now);
        Give(next, now);
        return true;
    }

    /// <summary>The holder keeps control. False when there was nothing to decline.</summary>
    public bool Decline(ConsolePerson holder, string toUserId, DateTimeOffset now)
    {
        if (!Drives(holder) || _asking.Find(other => other.UserId == toUserId) is not { } asker)
            return false;
        _asking.Remove(asker);
        Note(ConsoleNoticeKind.Declined, holder, asker, null, now);
        return true;
    }

    /// <summary>Takes control from whoever has it; that person is told by whom and why.</summary>
    public void Take(ConsolePerson person, string reason, DateTimeOffset now)
    {
        if (Drives(person))
            return;
        if (_driver is not null)
            Note(ConsoleNoticeKind.Taken, person, _driver, reason, now);
        Give(person, now);
    }

    /// <summary>Lets go; who has asked longest gets it. False when it was not theirs.</summary>
    public bool Release(ConsolePerson holder, DateTimeOffset now)
    {
        if (!Drives(holder))
            return false;
        PassOn(holder, ConsoleNoticeKind.Released, now);
        return true;
    }

    /// <summary>Passes control on when its holder has been silent for long and somebody waits.</summary>
    public void Expire(DateTimeOffset now)
    {
        if (DueAt <= now)
            PassOn(_driver!, ConsoleNoticeKind.Idle, now);
    }

    /// <summary>Whoever had control before a moment has it no more, and nothing of then is told. True when there was something to end.</summary>
    public bool EndBefore(DateTimeOffset moment)
    {
        var notices = _notices.Where(notice => notice.At >= moment).ToList();
        var isDriven = _driver is not null && _typedAt < moment;
        if (!isDriven && _asking.Count == 0 && notices.Count == _notices.Count)
            return false;
        _notices.Clear();
        notices.ForEach(_notices.Enqueue);
        if (isDriven)
        {
            _driver = null;
            _asking.Clear();
        }

        Version++;
        return true;
    }

    private bool Drives(ConsolePerson person) => _driver?.UserId == person.UserId;

    private bool IsPresent(ConsolePerson person) => _windows.Exists(other => other.UserId == person.UserId);

    private bool IsIdle(DateTimeOffset now) => now - _typedAt >= idleAfter;

    private void PassOn(ConsolePerson from, ConsoleNoticeKind kind, DateTimeOffset now)
    {
        var next = _asking.FirstOrDefault();
        Note(kind, from, next, null, now);
        _driver = null;
        Version++;
        if (next is not null)
            Give(next, now);
    }

    private void Give(ConsolePerson person, DateTimeOffset now)
    {
        _asking.RemoveAll(other => other.UserId == person.UserId);
        _driver = person;
        _typedAt = now;
        Version++;
    }

    private void Note(ConsoleNoticeKind kind, ConsolePerson by, ConsolePerson? to, string? reason, DateTimeOffset now)
    {
        if (_notices.Count == MaxNotices)
            _notices.Dequeue();
        Version++;
        _notices.Enqueue(new ConsoleNotice(++_number, now, kind, by.Name, to?.Name, reason));
    }
}
