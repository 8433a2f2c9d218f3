namespace Portal.Fleet.Consoles.Rules;

/// <summary>An entry of the ignore list. A database row.</summary>
internal sealed class IgnoredLineRow
{
    public required Guid Id { get; init; }

    /// <summary>The rule it is for; null for all of them.</summary>
    public string? RuleId { get; init; }

    /// <summary>Text that the line contains, or a pattern between slashes.</summary>
    public required string Pattern { get; init; }

    /// <summary>A filter of servers; null for all of them.</summary>
    public string? Servers { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }
}
