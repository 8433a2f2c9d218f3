using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants;

/// <summary>A customer or a department with servers and people of its own. A database row.</summary>
public sealed class Tenant
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Unique name, 1 to 64 characters.</summary>
    public required string Name { get; set; }

    /// <summary>The name in the form that is unique. Follows <see cref="Name"/>.</summary>
    internal string NormalizedName
    {
        get => Server.Normalize(Name);
        private set => _ = value;
    }

    /// <summary>Its people hold nothing until it is lifted.</summary>
    public bool Suspended { get; set; }

    /// <summary>Null while it is not suspended.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>Who suspended it, by name.</summary>
    public string? SuspendedBy { get; set; }

    public string? SuspendReason { get; set; }

    /// <summary>What of <see cref="RoleRights.Allowable"/> its people may hold.</summary>
    public BmcRight Allowed { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
