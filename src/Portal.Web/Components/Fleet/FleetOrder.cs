using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Web.Components.Fleet;

/// <summary>How the fleet is ordered: a column, and which end comes first. Ties keep the order by name.</summary>
public sealed record FleetOrder(string Column, bool Descending)
{
    public static FleetOrder ByName { get; } = new("name", false);

    /// <summary>Reads the form in the URL: <c>seen</c> or <c>-seen</c>. An unknown column means by name.</summary>
    public static FleetOrder Parse(string? text)
    {
        var descending = text is ['-', ..];
        var column = descending ? text![1..] : text;
        return FleetColumns.All.Contains(column ?? "") || (column == "name" && descending) ? new FleetOrder(column!, descending) : ByName;
    }

    /// <summary>The order that a click on a column head leads to.</summary>
    public FleetOrder Toggle(string column) => Column == column && !Descending ? new FleetOrder(column, true) : column == "name" && Column != "name" ? ByName : new FleetOrder(column, false);

    /// <summary>Orders servers that come ordered by name.</summary>
    public IReadOnlyList<ServerView> Apply(IReadOnlyList<ServerView> servers) => Column switch
    {
        // The worst first: that is what one looks for. So it is with the newest line and the most events and watts.
        "health" => Sorted(servers, server => server.Status.Health()),
        "power" => Sorted(servers, server => server.Status.Power),
        "console" => Sorted(servers, server => (server.Status.Viewers.Count == 0, server.Status.Console)),
        "line" => Sorted(servers, server => -(server.Status.LastByteAt ?? DateTimeOffset.MinValue).UtcTicks),
        "sensors" => Sorted(servers, server => server.Status.Sensors is { } sensors ? -((sensors.Critical * 1000) + sensors.Warning) : 1),
        "watts" => Sorted(servers, server => -(server.Status.Sensors?.Watts ?? -1)),
        "events" => Sorted(servers, server => -((server.Status.Events.Critical * 100_000) + server.Status.Events.Warning)),
        "tenant" => Sorted(servers, server => server.Tenant ?? "\uffff", StringComparer.OrdinalIgnoreCase),
        "site" => Sorted(servers, server => server.Site ?? "\uffff", StringComparer.OrdinalIgnoreCase),
        "rack" => Sorted(servers, server => server.Rack ?? "\uffff", StringComparer.OrdinalIgnoreCase),
        "tags" => Sorted(servers, server => server.Tags.Count > 0 ? server.Tags[0] : "\uffff", StringComparer.OrdinalIgnoreCase),
        "firmware" => Sorted(servers, server => server.Status.Firmware ?? "\uffff", StringComparer.OrdinalIgnoreCase),
        "seen" => Sorted(servers, server => (server.Status.SeenAt ?? DateTimeOffset.MinValue).UtcTicks),
        _ => Descending ? [.. servers.Reverse()] : servers,
    };

    public override string ToString() => Descending ? "-" + Column : Column;

    private IReadOnlyList<ServerView> Sorted<TKey>(IReadOnlyList<ServerView> servers, Func<ServerView, TKey> key, IComparer<TKey>? comparer = null) =>
        [.. Descending ? servers.OrderByDescending(key, comparer) : servers.OrderBy(key, comparer)];
}
