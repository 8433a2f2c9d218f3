namespace Portal.Fleet.Consoles.History;

/// <summary>A place in a console's past: everything before the offset had been printed then.</summary>
/// <param name="Time">When the last byte before the offset was printed; null when nothing is kept.</param>
public sealed record ConsoleMoment(long Offset, DateTimeOffset? Time);
