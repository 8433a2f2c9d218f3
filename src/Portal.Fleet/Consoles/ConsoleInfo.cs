using Portal.Fleet.Links;
using Portal.Fleet.Status;

namespace Portal.Fleet.Consoles;

/// <summary>State of a console and of its record.</summary>
public sealed record ConsoleInfo(
    ConsoleLineState State, BmcProblem Problem, long FirstOffset, long NextOffset, DateTimeOffset? LastByteAt, IReadOnlyList<string> Viewers,
    ConsoleControlView Control);
