namespace Portal.Web.Api.Tenants;

/// <summary>To whom a server goes.</summary>
internal sealed record HandOverRequest
{
    /// <summary>Name of the tenant; null gives the server back to the provider.</summary>
    public required string? Tenant { get; init; }
}
