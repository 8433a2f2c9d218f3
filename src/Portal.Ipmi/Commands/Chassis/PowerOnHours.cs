namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Answer to Get POH Counter, IPMI 2.0 §28.14.</summary>
/// <param name="MinutesPerCount">Minutes that one count stands for.</param>
/// <param name="Counter">The counter.</param>
public sealed record PowerOnHours(byte MinutesPerCount, uint Counter)
{
    private static readonly ulong s_mostMinutes = (ulong)TimeSpan.MaxValue.TotalMinutes;

    /// <summary>Time the host has been on, all its life. Some BMCs say 0 minutes per count; they mean hours.</summary>
    public TimeSpan Total => new((long)Math.Min(s_mostMinutes, (ulong)(MinutesPerCount == 0 ? 60 : MinutesPerCount) * Counter) * TimeSpan.TicksPerMinute);
}
