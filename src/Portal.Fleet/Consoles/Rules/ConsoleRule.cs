using Portal.Fleet.Alerts;

namespace Portal.Fleet.Consoles.Rules;

/// <summary>A pattern that raises an alert when a console prints a line that fits it.</summary>
/// <param name="Id">Small letters, digits and hyphens; stable.</param>
/// <param name="Name">For people; of the built-in rules in English.</param>
/// <param name="Pattern">A regular expression; letter case makes no difference.</param>
/// <param name="Ignored">Texts, or regular expressions between slashes: a line that fits one of them is none.</param>
/// <param name="Window">So long after a line another one counts for the same alert.</param>
public sealed record ConsoleRule(string Id, string Name, AlertSeverity Severity, string Pattern, IReadOnlyList<string> Ignored, TimeSpan Window)
{
    internal const int MaxPattern = 500;
    internal const int MaxIgnored = 50;

    public bool IsEnabled { get; init; } = true;

    /// <summary>Came with the portal: it can be switched off and have exceptions, and not be changed.</summary>
    public bool IsBuiltIn { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public string? ChangedBy { get; init; }
}
