using Portal.Fleet.Alerts;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>A rule that people made, or that one of the built-in ones is switched off. A database row.</summary>
internal sealed class ConsoleRuleRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public AlertSeverity Severity { get; set; }

    public required string Pattern { get; set; }

    /// <summary>Lines that fit one of these are none, although they fit the pattern.</summary>
    public List<string> Ignored { get; set; } = [];

    public int WindowMinutes { get; set; }

    public bool Enabled { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}
