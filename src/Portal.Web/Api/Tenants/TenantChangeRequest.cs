namespace Portal.Web.Api.Tenants;

/// <summary>What to change about a tenant; what is left out stays.</summary>
internal sealed record TenantChangeRequest
{
    public string? Name { get; init; }

    /// <summary>Its people's consoles, pages and tokens end at once, and they hold nothing until it is resumed.</summary>
    public bool? Suspended { get; init; }

    /// <summary>Why it is suspended; needed for that.</summary>
    public string? Reason { get; init; }

    /// <summary>What its people may hold although as a rule only the platform's staff do: some of <c>bmcUsers</c>, <c>bmcNetwork</c> and <c>raw</c>.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }
}
