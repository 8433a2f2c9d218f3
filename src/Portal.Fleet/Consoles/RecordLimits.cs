namespace Portal.Fleet.Consoles;

/// <summary>How much is kept of one console, and by whose limits.</summary>
/// <param name="KeepDays">The server's own limit; null without one.</param>
/// <param name="KeepMegabytes">The server's own limit; null without one.</param>
/// <param name="DefaultDays">The limit of servers without one.</param>
/// <param name="DefaultMegabytes">The limit of servers without one.</param>
public sealed record RecordLimits(int? KeepDays, int? KeepMegabytes, int DefaultDays, int DefaultMegabytes);
