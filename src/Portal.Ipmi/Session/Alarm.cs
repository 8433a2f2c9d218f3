namespace Portal.Ipmi.Session;

/// <summary>Something to be rung at a time by an <see cref="AlarmClock"/>, which alone changes where it stands.</summary>
internal abstract class Alarm
{
    /// <summary>Ticks of a time that never comes.</summary>
    public const long Never = long.MaxValue;

    private long _due = Never;

    /// <summary>When it rings, in ticks of the clock; <see cref="Never"/> while it is not set.</summary>
    public long Due
    {
        get => Volatile.Read(ref _due);
        set => Volatile.Write(ref _due, value);
    }

    /// <summary>Place in the clock's heap; -1 while it is not set.</summary>
    public int Place { get; set; } = -1;

    /// <summary>
    /// It is time, or was set for an earlier time than turned out to be needed: look at what is due, set it again for what is not.
    /// Called without any lock, on any thread; must not throw.
    /// </summary>
    public abstract void Ring();
}
