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
        return column is "health" or "power" or "console" or "line" or "tenant" or "site" or "rack" or "seen" || (column == "name" && descending)
            ? new FleetOrder(column, descending)
            : ByName;
    }

    /// <summary>The order that a click on a column head leads to.</summary>
    public FleetOrder Toggle(string column) => Column == column && !Descending ? new FleetOrder(column, true) : column == "name" && Column != "name" ? ByName : new FleetOrder(column, false);

    /// <summary>Orders servers that come ordered by name.</summary>
    public IReadOnlyList<ServerView> Apply(IReadOnlyList<ServerView> servers) => Column switch
    {
        "health" => Sorted(servers, server => server.Status.Link == LinkState.Online),
        "power" => Sorted(servers, server => server.Status.Power),
        "console" => Sorted(servers, server => (server.Status.Viewers.Count == 0, server.Status.Console)),
        // The newest first: that is what one looks for.
        "line" => Sorted(servers, server => -(server.Status.LastByteAt ?? DateTimeOffset.MinValue).UtcTicks),
        "tenant" => Sorted(servers, server => server.Tenant ?? "\uffff", StringComparer.OrdinalIgnoreCase),
        "site" => Sorted(servers, server => server.Site ?? "\uffff", StringComparer.OrdinalIgnoreCase),
        "rack" => Sorted(servers, server => server.Rack ?? "\uffff", StringComparer.OrdinalIgnoreCase),
        "seen" => Sorted(servers, server => (server.Status.SeenAt ?? DateTimeOffset.MinValue).UtcTicks),
        _ => Descending ? [.. servers.Reverse()] : servers,
    };

    public override string ToString() => Descending ? "-" + Column : Column;

    private IReadOnlyList<ServerView> Sorted<TKey>(IReadOnlyList<ServerView> servers, Func<ServerView, TKey> key, IComparer<TKey>? comparer = null) =>
        [.. Descending ? servers.OrderByDescending(key, comparer) : servers.OrderBy(key, comparer)];
}
