namespace Portal.Fleet.Sensors.History;

/// <summary>Step, block and age of each tier. What a server's history takes is bounded by these and by <see cref="MaxSeries"/>.</summary>
internal static class HistoryTiers
{
    /// <summary>Sensors with a value of which one BMC's history is kept.</summary>
    public const int MaxSeries = 512;

    public static IReadOnlyList<HistoryTier> All { get; } = Enum.GetValues<HistoryTier>();

    /// <summary>Time that one point stands for.</summary>
    public static TimeSpan Step(this HistoryTier tier) => tier switch
    {
        HistoryTier.Minute => TimeSpan.FromMinutes(1),
        HistoryTier.TenMinutes => TimeSpan.FromMinutes(10),
        HistoryTier.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    /// <summary>Points in a block: one row.</summary>
    public static int Points(this HistoryTier tier) => tier switch
    {
        HistoryTier.Minute => 60,
        HistoryTier.TenMinutes => 144,
        HistoryTier.Hour => 240,
        _ => 400,
    };

    /// <summary>How long it is kept.</summary>
    public static TimeSpan Age(this HistoryTier tier) => tier switch
    {
        HistoryTier.Minute => TimeSpan.FromHours(26),
        HistoryTier.TenMinutes => TimeSpan.FromDays(8),
        HistoryTier.Hour => TimeSpan.FromDays(65),
        _ => TimeSpan.FromDays(400),
    };

    public static TimeSpan Span(this HistoryTier tier) => tier.Step() * tier.Points();

    /// <summary>Start of the point that a moment falls into.</summary>
    public static DateTimeOffset PointOf(this HistoryTier tier, DateTimeOffset at) => Floor(at, tier.Step());

    /// <summary>Start of the block that a moment falls into.</summary>
    public static DateTimeOffset BlockOf(this HistoryTier tier, DateTimeOffset at) => Floor(at, tier.Span());

    /// <summary>The finest tier that still has a moment and does not make too many points of a range.</summary>
    public static HistoryTier For(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, int mostPoints)
    {
        foreach (var tier in All)
        {
            if (now - from <= tier.Age() && (to - from) / tier.Step() <= mostPoints)
                return tier;
        }

        return HistoryTier.Day;
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan step) => new(at.UtcTicks - (at.UtcTicks % step.Ticks), TimeSpan.Zero);
}
