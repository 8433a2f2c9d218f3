namespace Portal.Web.Components.Viewing;

/// <summary>When a live figure is too old to be shown as if it were fresh.</summary>
internal static class Freshness
{
    /// <summary>Two missed polls of the slowest interval.</summary>
    public static TimeSpan StaleAfter { get; } = TimeSpan.FromSeconds(45);

    public static bool IsStale(DateTimeOffset at, DateTimeOffset now) => now - at > StaleAfter;
}
