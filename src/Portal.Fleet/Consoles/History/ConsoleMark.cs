namespace Portal.Fleet.Consoles.History;

/// <summary>A place in a console's past worth jumping to.</summary>
/// <param name="Text">More about it: a gap's reason, a kernel's version.</param>
/// <param name="Bytes">How many offsets a gap leaves out; 0 for the rest.</param>
public sealed record ConsoleMark(long Offset, DateTimeOffset At, ConsoleMarkKind Kind, string? Text, long Bytes);
