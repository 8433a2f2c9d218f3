namespace Portal.Web.Api;

/// <summary>A power action.</summary>
internal sealed record PowerRequest
{
    /// <summary><c>on</c>, <c>off</c> (at once), <c>cycle</c> (off, then on), <c>reset</c>, <c>soft</c> (asks the operating system) or <c>nmi</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }

    /// <summary>The server's name, for servers that want it typed before what destroys (<c>confirmByName</c>).</summary>
    public string? Confirm { get; init; }

    /// <summary>With <c>soft</c>: power is cut after so many seconds, 10 to 3600, should the host still be on by then. Needs the right powerHard.</summary>
    public int? HardOffAfterSeconds { get; init; }
}
