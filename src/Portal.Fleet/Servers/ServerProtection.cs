namespace Portal.Fleet.Servers;

/// <summary>A lock on a server's power: no verb goes through, whoever asks, until it is taken off or over.</summary>
/// <param name="Until">When it ends by itself; null for when somebody takes it off.</param>
/// <param name="ByAdministrator">Only administrators may take it off.</param>
public sealed record ServerProtection(string By, DateTimeOffset At, DateTimeOffset? Until, string Reason, bool ByAdministrator);
