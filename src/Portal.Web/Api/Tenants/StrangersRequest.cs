namespace Portal.Web.Api.Tenants;

/// <summary>Which accounts that nobody knows are removed from the BMC.</summary>
internal sealed record StrangersRequest
{
    /// <summary>Their places. The others stay, and are known from then on.</summary>
    public required IReadOnlyList<int> Remove { get; init; }
}
