using System.Globalization;

namespace Portal.Ipmi.Events;

/// <summary>
/// A time as IPMI keeps it, IPMI 2.0 §37: seconds since 1970-01-01 00:00. Whether that is UTC or local time is up to the BMC; since 2.0 it can
/// tell its offset (<see cref="UtcOffset"/>). Up to 20000000h it counts the seconds since the clock started without having been set.
/// </summary>
public readonly record struct IpmiTimestamp(uint Value)
{
    /// <summary>Invalid or unspecified.</summary>
    public static IpmiTimestamp Unspecified => new(uint.MaxValue);

    private const uint LastBeforeSetting = 0x20000000;

    /// <summary>Invalid or unspecified: FFFFFFFFh.</summary>
    public bool IsUnspecified => Value == uint.MaxValue;

    /// <summary>The BMC's clock had not been set: the value counts seconds since it started.</summary>
    public bool IsBeforeClockWasSet => Value <= LastBeforeSetting;

    /// <summary>Time since the BMC's clock started; null when the clock had been set, or the time is unspecified.</summary>
    public TimeSpan? SinceStart => IsBeforeClockWasSet ? TimeSpan.FromSeconds(Value) : null;

    /// <summary>The time of a moment, to set a clock with; the part of a second is cut.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1987-01-05 to 2106-02-07, which is what the field can hold.</exception>
    public static IpmiTimestamp FromTime(DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(seconds, LastBeforeSetting, nameof(time));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(seconds, uint.MaxValue, nameof(time));
        return new((uint)seconds);
    }

    /// <summary>
    /// The moment, with the BMC's offset to UTC; null when unspecified or before the clock was set. Without a known offset the value is taken
    /// as UTC, which is what nearly all BMCs keep.
    /// </summary>
    public DateTimeOffset? ToTime(UtcOffset offset = default)
    {
        if (IsUnspecified || IsBeforeClockWasSet)
            return null;
        var local = DateTimeOffset.FromUnixTimeSeconds(Value);
        return offset.Value is { } shift ? new DateTimeOffset(local.DateTime, shift) : local;
    }

    /// <summary>The time as it was written: <c>2026-11-23 10:34:00</c>, <c>start + 0:01:07</c> or <c>unspecified</c>.</summary>
    public override string ToString() => this switch
    {
        { IsUnspecified: true } => "unspecified",
        { SinceStart: { } since } => $"start + {(int)since.TotalHours}:{since:mm\\:ss}",
        _ => DateTimeOffset.FromUnixTimeSeconds(Value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    };
}
