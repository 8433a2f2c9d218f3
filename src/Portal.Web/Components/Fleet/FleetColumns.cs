using System.Globalization;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Web.Components.Fleet;

/// <summary>The columns that the table of the fleet can have behind the server's name, by the keys they have in the URL, in saved views and in exports.</summary>
internal static class FleetColumns
{
    public static IReadOnlyList<string> All { get; } = ["health", "power", "console", "line", "sensors", "watts", "events", "tenant", "site", "rack", "tags", "firmware", "seen"];

    /// <summary>What is shown when nobody says otherwise; narrow windows leave some of them out.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["health", "power", "console", "line", "tenant", "site", "rack", "seen"];

    /// <summary>By what rows can be grouped.</summary>
    public static IReadOnlyList<string> Groupings { get; } = ["rack", "site", "tenant", "tag"];

    /// <summary>Known keys, each once, in the order given; the usual ones when there are none.</summary>
    public static IReadOnlyList<string> Parse(string? text)
    {
        var chosen = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(All.Contains).Distinct().ToList();
        return chosen.Count == 0 || chosen.SequenceEqual(Usual) ? Usual : chosen;
    }

    /// <summary>The form in the URL; null for the usual ones.</summary>
    public static string? Format(IReadOnlyList<string> columns) => columns.SequenceEqual(Usual) ? null : string.Join(',', columns);

    public static string? ParseGrouping(string? text) => Groupings.Contains(text ?? "") ? text : null;

    /// <summary>How a column gives way. Columns that somebody chose stay; the usual ones make room in a narrow window. Cards have no room for labels.</summary>
    public static string CssOf(string column, IReadOnlyList<string> columns) => (column, ReferenceEquals(columns, Usual)) switch
    {
        ("tenant", true) => "wide",
        ("site", true) => "widest",
        ("rack", true) => "wider",
        ("health" or "power" or "console" or "line" or "seen", _) => "",
        _ => "chosen",
    };

    /// <summary>A cell for programs: words of the query language, times in UTC, nothing for what is not known.</summary>
    public static string Value(string column, ServerView server) => column switch
    {
        "health" => ServerQuery.Word(server.Status.Health()),
        "power" => ServerQuery.Word(server.Status.Power),
        "console" => ServerQuery.Word(server.Status.Console),
        "line" => server.Status.LastLine ?? "",
        "sensors" => server.Status.Sensors is { Worst: { } worst } sensors ? $"{worst} {sensors.WorstReading}".Trim() : "",
        "watts" => server.Status.Sensors?.Watts?.ToString(CultureInfo.InvariantCulture) ?? "",
        "events" => server.Status.EventLog is null && server.Status.Events is { Critical: 0, Warning: 0 } ? "" : (server.Status.Events.Critical + server.Status.Events.Warning).ToString(CultureInfo.InvariantCulture),
        "tenant" => server.Tenant ?? "",
        "site" => server.Site ?? "",
        "rack" => server.Rack ?? "",
        "tags" => string.Join(", ", server.Tags),
        "firmware" => server.Status.Firmware ?? "",
        "seen" => server.Status.SeenAt is { } seen ? seen.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "",
        _ => "",
    };
}
