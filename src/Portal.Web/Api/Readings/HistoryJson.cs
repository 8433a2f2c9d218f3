using Portal.Fleet.Sensors.History;

namespace Portal.Web.Api.Readings;

/// <summary>The past of one sensor.</summary>
/// <param name="StepSeconds">Time that one point stands for.</param>
/// <param name="Times">Begin of each, in seconds since 1970.</param>
/// <param name="Average">Mean of each.</param>
/// <param name="Minimum">Lowest value of each.</param>
/// <param name="Maximum">Highest value of each.</param>
internal sealed record HistoryJson(string Key, string Name, string Unit, double StepSeconds, long[] Times, double[] Average, double[] Minimum, double[] Maximum)
{
    public static HistoryJson From(HistoryView view) => new(
        view.Key, view.Name, view.Unit, SecondsOf(view.Tier), [.. view.Points.Select(point => point.At.ToUnixTimeSeconds())],
        [.. view.Points.Select(point => Round(point.Average))], [.. view.Points.Select(point => Round(point.Minimum))], [.. view.Points.Select(point => Round(point.Maximum))]);

    private static double SecondsOf(HistoryTier tier) => tier switch
    {
        HistoryTier.Minute => 60,
        HistoryTier.TenMinutes => 600,
        HistoryTier.Hour => 3600,
        _ => 86_400,
    };

    // A float as text has digits that no sensor meant.
    private static double Round(float value) => value == 0 || !float.IsFinite(value) ? 0 : Math.Round(value, Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 9));
}
