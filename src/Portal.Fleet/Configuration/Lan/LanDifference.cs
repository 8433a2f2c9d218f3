namespace Portal.Fleet.Configuration.Lan;

/// <summary>One value of a change.</summary>
/// <param name="Name">Stable, as in the API: <c>address</c>, <c>mask</c>.</param>
/// <param name="Before">What it was; null when the BMC did not tell.</param>
/// <param name="After">What it is to be.</param>
public sealed record LanDifference(string Name, string? Before, string After);
