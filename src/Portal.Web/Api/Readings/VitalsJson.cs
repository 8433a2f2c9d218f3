using Portal.Fleet.Polling;

namespace Portal.Web.Api.Readings;

/// <summary>How the BMC answered over the last five minutes.</summary>
internal sealed record VitalsJson(BmcCondition Condition, int Requests, int Unanswered, int Refused, double? AverageMilliseconds, double? SlowestMilliseconds)
{
    public static VitalsJson From(BmcVitals vitals) => new(
        vitals.Condition, vitals.Requests, vitals.Unanswered, vitals.Refused, Milliseconds(vitals.AverageAnswer), Milliseconds(vitals.SlowestAnswer));

    private static double? Milliseconds(TimeSpan? time) => time is { } took ? Math.Round(took.TotalMilliseconds, 1) : null;
}
