using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Rules;

namespace Portal.Web.Api;

/// <summary>A rule that raises alerts.</summary>
/// <param name="Ignored">Texts, or regular expressions between slashes: lines that fit one raise nothing.</param>
/// <param name="BuiltIn">Came with the portal: it can be switched off, not changed.</param>
internal sealed record RuleJson(
    string Id, string Name, AlertSeverity Severity, string Pattern, IReadOnlyList<string> Ignored, int WindowMinutes, bool Enabled, bool BuiltIn, DateTimeOffset? ChangedAt, string? ChangedBy)
{
    public static RuleJson From(ConsoleRule rule) => new(
        rule.Id, rule.Name, rule.Severity, rule.Pattern, rule.Ignored, (int)rule.Window.TotalMinutes, rule.IsEnabled, rule.IsBuiltIn, rule.ChangedAt, rule.ChangedBy);
}
