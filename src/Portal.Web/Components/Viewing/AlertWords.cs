using Microsoft.Extensions.Localization;
using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.Rules;

namespace Portal.Web.Components.Viewing;

/// <summary>Alerts in words.</summary>
internal static class AlertWords
{
    public static StateWord Severity(this IStringLocalizer<Text> texts, AlertSeverity severity) => severity switch
    {
        AlertSeverity.Critical => new("crit", "crit", texts["alert.Critical"]),
        AlertSeverity.Warning => new("warn", "warn", texts["alert.Warning"]),
        _ => new("unk", "unk", texts["alert.Info"]),
    };

    /// <summary>What it is called: built-in rules in the viewer's language, others as their makers called them.</summary>
    public static string Title(this IStringLocalizer<Text> texts, AlertView alert) => Named(texts, alert.Key, alert.Title);

    /// <summary>What a rule is called.</summary>
    public static string Title(this IStringLocalizer<Text> texts, ConsoleRule rule) => Named(texts, rule.Id, rule.Name);

    /// <summary>Its first line, or why there is none.</summary>
    public static string Line(this IStringLocalizer<Text> texts, AlertView alert) => alert.Text.Length > 0 ? alert.Text : texts["alerts.lineGone"];

    /// <summary>Where the alert's first line is shown.</summary>
    public static string Address(this AlertView alert) => alert.FirstOffset is { } offset ? $"/servers/{alert.ServerId}/console/history?at={offset}" : $"/servers/{alert.ServerId}";

    private static string Named(IStringLocalizer<Text> texts, string id, string name) => texts[$"rule.{id}"] is { ResourceNotFound: false } known ? known : name;
}
