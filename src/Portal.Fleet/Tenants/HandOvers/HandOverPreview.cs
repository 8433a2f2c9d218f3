namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>What a hand-over would do.</summary>
/// <param name="Viewers">Who has the console open now and would be cut off.</param>
/// <param name="HasBaseline">It is known which accounts belong on the BMC.</param>
/// <param name="CanRotate">The portal can give the BMC a new password.</param>
public sealed record HandOverPreview(string ServerName, string? From, string? To, IReadOnlyList<string> Viewers, string? Driver, bool IsOnline, bool HasBaseline, bool CanRotate);
