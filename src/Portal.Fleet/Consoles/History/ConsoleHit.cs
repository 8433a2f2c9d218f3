namespace Portal.Fleet.Consoles.History;

/// <summary>A line of a console in which a text was found.</summary>
/// <param name="Offset">Where the line begins.</param>
/// <param name="End">Behind the line: a screen drawn up to there shows it.</param>
/// <param name="Line">The line without terminal sequences, cut to what a list shows around the text.</param>
public sealed record ConsoleHit(long Offset, long End, DateTimeOffset Time, string Line);
