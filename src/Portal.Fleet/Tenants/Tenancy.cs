using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants;

/// <summary>
/// A time in which one server belonged to one tenant, or to nobody but the provider. What was recorded before a tenancy is not shown to
/// its tenant. A database row.
/// </summary>
public sealed class Tenancy
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required BmcId ServerId { get; init; }

    /// <summary>1 for a server's first, one more for each later.</summary>
    public required int Epoch { get; init; }

    public Guid? TenantId { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null for the present one.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Offset of the first console byte that belongs to it.</summary>
    public long ConsoleFrom { get; init; }

    /// <summary>Who handed it over, by name.</summary>
    public string? By { get; init; }
}
