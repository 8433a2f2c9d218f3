namespace Portal.Ipmi.Events;

/// <summary>How far the SEL's clock is from UTC, IPMI 2.0 §31.11a: whole minutes, or unspecified.</summary>
public readonly record struct UtcOffset
{
    private const short UnspecifiedMinutes = 0x07FF;
    private const short MaxMinutes = 840;
    private readonly short _minutes;
    private readonly bool _known;

    private UtcOffset(short minutes)
    {
        _minutes = minutes;
        _known = true;
    }

    /// <summary>Nobody told the BMC.</summary>
    public static UtcOffset Unspecified => default;

    /// <summary>Local time minus UTC; null when unspecified.</summary>
    public TimeSpan? Value => _known ? TimeSpan.FromMinutes(_minutes) : null;

    /// <summary>As it goes on the wire: 16 bits, two's complement, 07FFh when unspecified.</summary>
    public ushort Raw => _known ? (ushort)_minutes : (ushort)UnspecifiedMinutes;

    /// <summary>An offset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not whole minutes, or more than 14 hours.</exception>
    public static UtcOffset From(TimeSpan offset)
    {
        var minutes = offset.TotalMinutes;
        if (Math.Abs(minutes) > MaxMinutes || minutes != Math.Truncate(minutes))
            throw new ArgumentOutOfRangeException(nameof(offset), "An offset to UTC is a whole number of minutes, at most 14 hours.");
        return new((short)minutes);
    }

    /// <summary>Reads the wire's value; one that no time zone has (§31.11a allows 24 hours, clocks allow 14) counts as unspecified.</summary>
    public static UtcOffset FromRaw(ushort raw) => Math.Abs((int)(short)raw) <= MaxMinutes ? new((short)raw) : Unspecified;

    /// <summary><c>+02:00</c> or <c>unspecified</c>.</summary>
    public override string ToString() => Value is { } value ? $"{(value < TimeSpan.Zero ? "-" : "+")}{value:hh\\:mm}" : "unspecified";
}
