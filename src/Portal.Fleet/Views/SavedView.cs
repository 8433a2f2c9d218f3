namespace Portal.Fleet.Views;

/// <summary>A way to look at the fleet: filter, order, grouping and columns under a name. A database row.</summary>
public sealed class SavedView
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Whose it is; null for one that is shared.</summary>
    public string? OwnerId { get; set; }

    /// <summary>Among whose people it is shared; null for the platform's staff.</summary>
    public Guid? TenantId { get; set; }

    /// <summary>Empty for the one that says how its owner likes columns when nothing else is said.</summary>
    public required string Name { get; set; }

    public string? Query { get; set; }

    public string? Sort { get; set; }

    public string? Grouping { get; set; }

    /// <summary>Keys of columns with commas between them; null for the usual ones.</summary>
    public string? Columns { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Who wrote what it says now.</summary>
    public required string ChangedBy { get; set; }
}
