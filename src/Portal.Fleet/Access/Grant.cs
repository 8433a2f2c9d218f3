using Portal.Fleet.Access.Rules;

namespace Portal.Fleet.Access;

/// <summary>Gives a user a role on some servers, or denies its rights there. A database row.</summary>
public sealed class Grant
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required string UserId { get; init; }

    public required Role Role { get; set; }

    /// <summary>Which role it is when <see cref="Role"/> is <see cref="Role.Custom"/>.</summary>
    public Guid? CustomRoleId { get; set; }

    public ScopeKind ScopeKind { get; init; }

    /// <summary>As in <see cref="GrantScope"/>.</summary>
    public string ScopeValue { get; init; } = "";

    /// <summary>Takes the role's rights away there, whatever else gives them.</summary>
    public bool Denies { get; init; }

    /// <summary>Counts from then on; null for at once.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>Counts until then; null for ever.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public string? Reason { get; set; }

    /// <summary>Who gave it, by name.</summary>
    public string? GivenBy { get; set; }

    /// <summary>Given by one of the platform's staff: a tenant's administrators do not lift what such a person denied.</summary>
    public bool GivenByStaff { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Which servers it is about.</summary>
    public GrantScope Scope
    {
        get => new(ScopeKind, ScopeValue);
        init => (ScopeKind, ScopeValue) = value;
    }

    /// <summary>What it gives or denies.</summary>
    internal BmcRight RightsIn(IReadOnlyDictionary<Guid, BmcRight> customs) => CustomRoleId is { } custom ? customs.GetValueOrDefault(custom) : Role.Rights();
}
