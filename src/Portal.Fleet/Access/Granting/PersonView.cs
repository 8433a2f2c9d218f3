namespace Portal.Fleet.Access.Granting;

/// <summary>A person as those see them who manage people or audit the portal.</summary>
/// <param name="Name">The e-mail address.</param>
/// <param name="DisplayName">What people call them.</param>
/// <param name="Tenant">The tenant they belong to; null for the platform's staff.</param>
/// <param name="LastSignInAt">Null when they never did.</param>
/// <param name="Sessions">How many are open.</param>
/// <param name="Grants">What they were given and denied, as far as the caller may know.</param>
/// <param name="IsSelf">It is the caller.</param>
/// <param name="MayManage">The caller may disable them and end their sessions.</param>
public sealed record PersonView(
    string Id, string Name, string? DisplayName, Guid? TenantId, string? Tenant, bool Disabled, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt, int Sessions, IReadOnlyList<GrantView> Grants,
    bool IsSelf, bool MayManage);
