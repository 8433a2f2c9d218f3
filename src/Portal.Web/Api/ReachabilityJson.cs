using Portal.Fleet.Status;

namespace Portal.Web.Api;

/// <summary>Whether the portal has a session to the BMC, and if not, why.</summary>
/// <param name="State"><c>idle</c>, <c>connecting</c>, <c>online</c> or <c>waiting</c> (for the next try).</param>
/// <param name="SeenAt">The BMC's last answer of any kind.</param>
/// <param name="Attempts">Tries since the session was last up.</param>
internal sealed record ReachabilityJson(
    LinkState State, ProblemJson? Problem, DateTimeOffset? SeenAt, double? AgeSeconds, int Attempts, DateTimeOffset? NextTryAt, double? RoundTripMilliseconds, int? CipherSuite)
{
    public static ReachabilityJson From(BmcStatus status, DateTimeOffset now) => new(
        status.Link, ProblemJson.From(status.Problem, status.ProblemDetail), status.SeenAt, ApiAge.Seconds(status.SeenAt, now), status.Attempts, status.NextTryAt,
        status.RoundTrip is { } trip ? Math.Round(trip.TotalMilliseconds, 2) : null, status.CipherSuite);
}
