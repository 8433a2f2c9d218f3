namespace Portal.Fleet.Snippets;

/// <summary>A text that people type again and again. Not a place for secrets: whoever may see it reads it. A database row.</summary>
public sealed class Snippet
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Whose it is; null for one that is shared.</summary>
    public string? OwnerId { get; set; }

    /// <summary>Among whose people it is shared; null for the platform's staff.</summary>
    public Guid? TenantId { get; set; }

    public required string Name { get; set; }

    public required string Text { get; set; }

    /// <summary>Whether Enter is pressed behind it.</summary>
    public bool SendsEnter { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Who wrote what it says now.</summary>
    public required string ChangedBy { get; set; }
}
