using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Portal.Web.Components.Viewing;

/// <summary>Durations in words: one unit, rounded down, as a person would say it. The browser ticks them on with the same rule (<c>shell.ts</c>).</summary>
internal static class Duration
{
    /// <summary>For example <c>3 s</c>, <c>7 min</c>, <c>2 h</c>, <c>4 d</c>.</summary>
    public static string Short(IStringLocalizer<Text> texts, TimeSpan span) => span switch
    {
        { Ticks: < 0 } => texts["age.seconds", 0],
        { TotalSeconds: < 60 } => texts["age.seconds", (int)span.TotalSeconds],
        { TotalMinutes: < 60 } => texts["age.minutes", (int)span.TotalMinutes],
        { TotalHours: < 48 } => texts["age.hours", (int)span.TotalHours],
        _ => texts["age.days", (int)span.TotalDays],
    };

    /// <summary>How long something took: tenths below ten seconds, milliseconds below one.</summary>
    public static string Exact(IStringLocalizer<Text> texts, TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => texts["took.milliseconds", Figure(span.TotalMilliseconds, span.TotalMilliseconds < 10 ? "0.#" : "0")],
        { TotalSeconds: < 60 } => texts["took.seconds", Figure(span.TotalSeconds, "0.0")],
        _ => texts["took.minutes", (int)span.TotalMinutes, span.Seconds],
    };

    private static string Figure(double value, string format) => value.ToString(format, CultureInfo.CurrentCulture);
}
