namespace Portal.Web.Api;

/// <summary>Orders new BMC passwords; either for servers or for what a query finds.</summary>
internal sealed record RotationRequest
{
    public const int LongestReason = 500;

    /// <summary>Ids of servers.</summary>
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>A filter as GET /servers takes it, for example <c>tag:web</c>.</summary>
    public string? Query { get; init; }

    /// <summary>Why, for the audit; at most 500 characters.</summary>
    public string? Reason { get; init; }
}
