using Portal.Fleet.Alerts;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>What a person says of a rule of their own.</summary>
public sealed record NewConsoleRule(string Name, AlertSeverity Severity, string Pattern)
{
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public int WindowMinutes { get; init; } = 10;

    public bool IsEnabled { get; init; } = true;
}
