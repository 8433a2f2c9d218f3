namespace Portal.Web.Identity.SingleSignOn;

/// <summary>What a group of a provider gives: a role, and the tenant that its people belong to.</summary>
/// <param name="Group">As the provider writes it.</param>
/// <param name="Role">A role's name, built-in or one's own.</param>
/// <param name="Tenant">The tenant's name; null for the provider's own people.</param>
internal sealed record SsoRule(string Group, string Role, string? Tenant)
{
    /// <summary>Reads <c>group=role</c> or <c>group=role@tenant</c>; null where it is neither. Groups may have an equals sign in them, as directories write them.</summary>
    public static SsoRule? Read(string text)
    {
        var equals = text.LastIndexOf('=');
        if (equals <= 0)
            return null;
        var (group, gives) = (text[..equals].Trim(), text[(equals + 1)..]);
        var at = gives.IndexOf('@', StringComparison.Ordinal);
        var role = (at < 0 ? gives : gives[..at]).Trim();
        var tenant = at < 0 ? null : gives[(at + 1)..].Trim();
        return group.Length == 0 || role.Length == 0 || tenant?.Length == 0 ? null : new SsoRule(group, role, tenant);
    }
}
