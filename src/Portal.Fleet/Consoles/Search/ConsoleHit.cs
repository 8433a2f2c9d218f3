using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Search;

/// <summary>A line that was found.</summary>
/// <param name="Offset">Of its first byte in the server's console.</param>
/// <param name="At">When it was printed.</param>
public sealed record ConsoleHit(BmcId ServerId, string ServerName, long Offset, DateTimeOffset At, string Text)
{
    /// <summary>The lines right before it.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The lines right behind it.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Lines before this offset are not shown around it.</summary>
    internal long From { get; init; }

    internal SearchPlace Place => new(At.ToUnixTimeMilliseconds(), ServerId, Offset);
}
