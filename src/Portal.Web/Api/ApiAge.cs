namespace Portal.Web.Api;

/// <summary>Ages in answers.</summary>
internal static class ApiAge
{
    public static double? Seconds(DateTimeOffset? at, DateTimeOffset now) => at is { } then ? Math.Max(0, Math.Round((now - then).TotalSeconds, 1)) : null;
}
