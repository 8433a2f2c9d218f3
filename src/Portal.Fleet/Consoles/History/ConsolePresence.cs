namespace Portal.Fleet.Consoles.History;

/// <summary>Somebody watched a console.</summary>
/// <param name="Until">Null while it lasts, or when its end is not known.</param>
public sealed record ConsolePresence(string Name, DateTimeOffset From, DateTimeOffset? Until);
