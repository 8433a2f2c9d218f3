namespace Portal.Web.Api;

/// <summary>A role of one's own.</summary>
internal sealed record RoleRequest
{
    public required string Name { get; init; }

    /// <summary>At least one; <c>view</c> is always among them.</summary>
    public required IReadOnlyList<string> Rights { get; init; }
}
