using Portal.Fleet.Status;

namespace Portal.Web.Api;

/// <summary>The host's power as last read.</summary>
/// <param name="AgeSeconds">How long ago it was read; null when never.</param>
internal sealed record PowerJson(PowerState State, DateTimeOffset? ReadAt, double? AgeSeconds)
{
    public static PowerJson From(BmcStatus status, DateTimeOffset now) => new(status.Power, status.PowerReadAt, ApiAge.Seconds(status.PowerReadAt, now));
}
