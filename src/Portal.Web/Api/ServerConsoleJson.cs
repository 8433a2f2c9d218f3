using Portal.Fleet.Status;

namespace Portal.Web.Api;

/// <summary>The serial console in brief.</summary>
/// <param name="NextOffset">Number of bytes the server ever printed.</param>
/// <param name="LastLine">The last line with visible text.</param>
internal sealed record ServerConsoleJson(ConsoleLineState State, long NextOffset, DateTimeOffset? LastByteAt, double? AgeSeconds, string? LastLine, IReadOnlyList<string> Viewers)
{
    public static ServerConsoleJson From(BmcStatus status, DateTimeOffset now) =>
        new(status.Console, status.ConsoleOffset, status.LastByteAt, ApiAge.Seconds(status.LastByteAt, now), status.LastLine, status.Viewers);
}
