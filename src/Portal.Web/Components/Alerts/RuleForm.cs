using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Rules;

namespace Portal.Web.Components.Alerts;

/// <summary>A rule as it is being written.</summary>
public sealed class RuleForm
{
    /// <summary>Null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>A built-in rule: it can be tried.</summary>
    public bool IsReadOnly { get; init; }

    public string Name { get; set; } = "";

    public AlertSeverity Severity { get; set; } = AlertSeverity.Warning;

    public string Pattern { get; set; } = "";

    /// <summary>One a line.</summary>
    public string Ignored { get; set; } = "";

    public int WindowMinutes { get; set; } = 10;

    public bool IsEnabled { get; set; } = true;

    public static RuleForm From(ConsoleRule rule, bool isReadOnly) => new()
    {
        Id = rule.Id,
        IsReadOnly = isReadOnly,
        Name = rule.Name,
        Severity = rule.Severity,
        Pattern = rule.Pattern,
        Ignored = string.Join('\n', rule.Ignored),
        WindowMinutes = (int)rule.Window.TotalMinutes,
        IsEnabled = rule.IsEnabled,
    };

    public NewConsoleRule ToRule() => new(Name, Severity, Pattern.Trim())
    {
        Ignored = Ignored.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        WindowMinutes = WindowMinutes,
        IsEnabled = IsEnabled,
    };
}
