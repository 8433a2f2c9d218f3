namespace Portal.Fleet.Status;

/// <summary>Who lit a server's identify light through the portal.</summary>
/// <param name="Until">When it goes out by itself; null for when somebody switches it off.</param>
public sealed record IdentifyNote(string By, DateTimeOffset At, DateTimeOffset? Until);
