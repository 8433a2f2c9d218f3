using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Status;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Servers;

/// <summary>One server as one caller may see it: the row, its live status, and the caller's rights on it.</summary>
/// <param name="BmcEndPoint">Address and port of the BMC; null for callers without <see cref="BmcRight.Administer"/>.</param>
public sealed record ServerView(
    BmcId Id,
    string Name,
    string? Tenant,
    string? Rack,
    string? Notes,
    IReadOnlyList<string> Tags,
    bool Simulated,
    DateTimeOffset CreatedAt,
    string? BmcEndPoint,
    string? BmcUserName,
    BmcRight Rights,
    BmcStatus Status)
{
    /// <summary>Where it stands; null when nobody said.</summary>
    public string? Site { get; init; }

    /// <summary>When the notes were last written; null when that was with the server, or there are none.</summary>
    public DateTimeOffset? NotesAt { get; init; }

    /// <summary>Who wrote them.</summary>
    public string? NotesBy { get; init; }

    /// <summary>From where on the caller may know what it did.</summary>
    internal Sight Sight { get; init; }

    /// <summary>Whoever wants to do what destroys types its name first.</summary>
    public bool ConfirmByName { get; init; }

    /// <summary>The lock on its power; null without one.</summary>
    public ServerProtection? Protection { get; init; }

    /// <summary>When its console is held, and what is kept of it.</summary>
    public ConsolePolicy ConsolePolicy { get; init; }

    /// <summary>Whether the console goes on while it cannot be recorded.</summary>
    public ConsoleRecording ConsoleRecording { get; init; }

    /// <summary>How many days of its console are kept by its own limit; null without one.</summary>
    public int? ConsoleKeepDays { get; init; }

    /// <summary>How many megabytes of its console are kept by its own limit; null without one.</summary>
    public int? ConsoleKeepMegabytes { get; init; }

    /// <summary>What the bytes of its console mean.</summary>
    public ConsoleCharset ConsoleCharset { get; init; }

    /// <summary>What happens when somebody else holds its serial line.</summary>
    public ConsoleContention ConsoleContention { get; init; }

    /// <summary>Its serial line is left to somebody else; null when it is not.</summary>
    public ConsoleRelease? ConsoleRelease { get; init; }
}
