using Portal.Fleet.Links;
using Portal.Fleet.Status;

namespace Portal.Fleet.Consoles;

/// <summary>State of a console and of its record.</summary>
/// <param name="Control">Who types, and who would like to.</param>
/// <param name="Record">Whether what it prints is kept.</param>
/// <param name="LostBytes">How many bytes since the portal's start were shown but could not be recorded.</param>
public sealed record ConsoleInfo(
    ConsoleLineState State, BmcProblem Problem, long FirstOffset, long NextOffset, DateTimeOffset? LastByteAt, IReadOnlyList<string> Viewers,
    ConsoleControlView Control, RecordState Record, long LostBytes)
{
    /// <summary>Who else holds the line on the BMC, as far as the caller may know; null while nobody is known to.</summary>
    public ConsoleHolder? Holder { get; init; }

    /// <summary>The line is left to somebody else for a while; null when it is not.</summary>
    public ConsoleRelease? Release { get; init; }

    /// <summary>What happens when somebody else holds the line.</summary>
    public ConsoleContention Contention { get; init; }
}
