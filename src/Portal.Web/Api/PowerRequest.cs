namespace Portal.Web.Api;

/// <summary>A power action.</summary>
internal sealed record PowerRequest
{
    /// <summary><c>on</c>, <c>off</c> (at once), <c>cycle</c> (off, then on), <c>reset</c>, <c>soft</c> (asks the operating system) or <c>nmi</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }
}
