namespace Portal.Fleet.Consoles;

/// <summary>One change of a console's control, for the people on it.</summary>
/// <param name="Number">Counts up; who has seen one asks for those behind it.</param>
/// <param name="By">Who did it.</param>
/// <param name="To">Whom it concerns: who lost control, who got it, who was declined; null when nobody in particular.</param>
public sealed record ConsoleNotice(long Number, DateTimeOffset At, ConsoleNoticeKind Kind, string By, string? To, string? Reason);
