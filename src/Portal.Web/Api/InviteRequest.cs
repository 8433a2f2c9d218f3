namespace Portal.Web.Api;

/// <summary>A person to invite.</summary>
internal sealed record InviteRequest
{
    public required string Email { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>Name or id of the tenant; when left out your own, or the platform's staff when you belong to it.</summary>
    public string? Tenant { get; init; }
}
