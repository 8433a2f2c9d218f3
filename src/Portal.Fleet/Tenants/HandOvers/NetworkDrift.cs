namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>A network setting that is not as the baseline says; null where it is missing.</summary>
public sealed record NetworkDrift(string Setting, string? Was, string? Is);
