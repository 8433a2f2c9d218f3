namespace Portal.Web.Api.Fleet;

/// <summary>Tries again what failed.</summary>
internal sealed record BulkRetryRequest
{
    /// <summary>Also those of which nobody can say whether they were executed (<c>unknown</c>, <c>notReached</c>): a cycle may then happen twice.</summary>
    public bool IncludeUnknown { get; init; }
}
