namespace Portal.Web.Api;

/// <summary>Has BMCs looked at; either for servers or for what a query finds.</summary>
internal sealed record CheckRequest
{
    /// <summary>Ids of servers.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>A filter as GET /servers takes it, for example <c>tag:web</c>.</summary>
    public string? Query { get; init; }
}
