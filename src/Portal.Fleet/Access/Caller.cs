using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access;

/// <summary>Who asks, made once at the edge from an authenticated request.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Name">The user's name, for people.</param>
/// <param name="Via"><c>page</c>, <c>console</c>, <c>api</c>, <c>command-line</c> or <c>system</c>.</param>
/// <param name="RemoteAddress">Where from; null on the command line.</param>
public sealed record Caller(string UserId, string Name, string Via, string? RemoteAddress)
{
    /// <summary>The session or the token that was used, as the audit names it; null where there is none.</summary>
    public string? Credential { get; init; }

    /// <summary>The browser's session that the person came in with; an unknown one where a browser's request has none. Null for tokens and where there is no browser.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The API token that speaks for the user: the caller can do no more than it may. Null for the user in person.</summary>
    public Guid? TokenId { get; init; }

    /// <summary>Whose rights count, where they are not the caller's own: the link that an outsider came in by.</summary>
    internal RightsHolder? Behind { get; init; }

    /// <summary>Whose rights count.</summary>
    internal RightsHolder Holder => Behind ?? new RightsHolder(UserId, TokenId);

    /// <summary>
    /// The portal's own executable, run by someone who can read its key file: an administrator.
    /// Never made from a request; ids of people are GUIDs, so none can have this one.
    /// </summary>
    public static Caller CommandLine { get; } = new("command-line", "command line", "command-line", null);

    /// <summary>The portal itself, in audit entries. Holds no rights.</summary>
    internal static Caller System { get; } = new("system", "portal", "system", null);
}
