namespace Portal.Web.Api.Tenants;

/// <summary>A tenant to add.</summary>
internal sealed record TenantRequest
{
    /// <summary>Unique name, 1 to 64 characters.</summary>
    public required string Name { get; init; }
}
