using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>A server went from one tenant to another, or to or from the provider. A database row that outlives the server.</summary>
public sealed class HandOver
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public required BmcId ServerId { get; init; }

    public required string ServerName { get; init; }

    /// <summary>Of the tenancy that it began.</summary>
    public required int Epoch { get; init; }

    public Guid? FromTenantId { get; init; }

    public string? FromTenant { get; init; }

    public Guid? ToTenantId { get; init; }

    public string? ToTenant { get; init; }

    /// <summary>Who handed it over, by name.</summary>
    public string? By { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When no step was left to be done; null while one is.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many grants and denials of other tenants' people on this very server ended with it.</summary>
    public int GrantsEnded { get; init; }

    public List<HandOverStep> Steps { get; init; } = [];
}
