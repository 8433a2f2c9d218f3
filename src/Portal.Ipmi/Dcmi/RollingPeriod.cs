namespace Portal.Ipmi.Dcmi;

/// <summary>A period over which enhanced power statistics roll, DCMI 1.5 table 6-3, parameter 5.</summary>
/// <param name="Value">As the BMC writes it: [7:6] unit, seconds to days, [5:0] number of them.</param>
public readonly record struct RollingPeriod(byte Value)
{
    /// <summary>The period; zero stands for "now".</summary>
    public TimeSpan Duration => (Value >> 6) switch
    {
        0 => TimeSpan.FromSeconds(Value & 0x3F),
        1 => TimeSpan.FromMinutes(Value & 0x3F),
        2 => TimeSpan.FromHours(Value & 0x3F),
        _ => TimeSpan.FromDays(Value & 0x3F),
    };

    /// <summary>The period of a duration that this form can hold: up to 63 of a unit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The duration is no whole number of up to 63 seconds, minutes, hours or days.</exception>
    public static RollingPeriod Of(TimeSpan duration)
    {
        ReadOnlySpan<long> units = [TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay];
        for (var unit = units.Length - 1; unit >= 0; unit--)
        {
            if (duration.Ticks % units[unit] == 0 && duration.Ticks / units[unit] is var count && (unit == 0 ? count >= 0 : count > 0) && count <= 0x3F)
                return new RollingPeriod((byte)((unit << 6) | (int)count));
        }

        throw new ArgumentOutOfRangeException(nameof(duration), duration, "A rolling period is a whole number of up to 63 seconds, minutes, hours or days.");
    }
}
