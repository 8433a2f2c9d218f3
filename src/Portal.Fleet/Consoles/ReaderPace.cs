namespace Portal.Fleet.Consoles;

/// <summary>
/// When the readers of a console hear of new bytes: at once while it prints little, so that a key's echo never waits; and while it prints much, at most so
/// often that many small packets become few messages. Used by one thread at a time.
/// </summary>
internal sealed class ReaderPace(TimeProvider time)
{
    /// <summary>Between two tellings while much is printed: no person sees the difference.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    /// <summary>In the long run, what is no more than this in a second is told at once.</summary>
    public const int LittlePerSecond = 4 * 1024;

    /// <summary>What may come at once on top of it.</summary>
    public const int LittleAtOnce = 512;

    private double _level;
    private long _counted = time.GetTimestamp();
    private long? _told;

    /// <summary>How long these bytes wait for more; zero when they are to be told now, null when that is arranged already.</summary>
    /// <param name="isArranged">What was told to wait before waits still.</param>
    public TimeSpan? Wait(int bytes, bool isArranged)
    {
        var now = time.GetTimestamp();
        _level = Math.Max(0, _level - (time.GetElapsedTime(_counted, now).TotalSeconds * LittlePerSecond)) + bytes;
        // However much it was, soon after it ends the line is quiet again.
        _level = Math.Min(_level, LittleAtOnce * 2);
        _counted = now;
        if (isArranged)
            return null;
        var left = _told is { } told && _level > LittleAtOnce ? Interval - time.GetElapsedTime(told, now) : TimeSpan.Zero;
        if (left < TimeSpan.Zero)
            left = TimeSpan.Zero;
        _told = now + (long)(left.TotalSeconds * time.TimestampFrequency);
        return left;
    }
}
