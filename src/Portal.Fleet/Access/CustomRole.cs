namespace Portal.Fleet.Access;

/// <summary>A set of rights with a name, made by an administrator. A database row.</summary>
public sealed class CustomRole
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Unique among the roles of its tenant, or of the platform.</summary>
    public required string Name { get; set; }

    /// <summary>The tenant whose administrators made it; null for one of the platform.</summary>
    public Guid? TenantId { get; init; }

    public BmcRight Rights { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
