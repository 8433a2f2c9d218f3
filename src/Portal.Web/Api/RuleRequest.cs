using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Rules;

namespace Portal.Web.Api;

/// <summary>A rule of one's own.</summary>
internal sealed record RuleRequest
{
    public required string Name { get; init; }

    public required AlertSeverity Severity { get; init; }

    /// <summary>A regular expression; letter case makes no difference.</summary>
    public required string Pattern { get; init; }

    /// <summary>Texts, or regular expressions between slashes: lines that fit one raise nothing.</summary>
    public IReadOnlyList<string>? Ignored { get; init; }

    /// <summary>So long after a line another one counts for the same alert; 10 when left out.</summary>
    public int? WindowMinutes { get; init; }

    /// <summary>True when left out.</summary>
    public bool? Enabled { get; init; }

    public NewConsoleRule ToRule() => new(Name, Severity, Pattern) { Ignored = Ignored ?? [], WindowMinutes = WindowMinutes ?? 10, IsEnabled = Enabled ?? true };
}
