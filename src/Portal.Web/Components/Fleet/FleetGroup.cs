using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Web.Components.Fleet;

/// <summary>Servers that have a label in common.</summary>
/// <param name="Name">The label; empty for those without one.</param>
public sealed record FleetGroup(string Name, IReadOnlyList<ServerView> Servers)
{
    public int Critical { get; } = Servers.Count(server => server.Status.Health() == ServerHealth.Critical);

    public int Warning { get; } = Servers.Count(server => server.Status.Health() == ServerHealth.Warning);

    /// <summary>The rows of a table, grouped by rack, site, tenant or tag; those without a label come last. Null groups by nothing.</summary>
    public static List<FleetRow> Rows(IReadOnlyList<ServerView> servers, string? by)
    {
        var rows = new List<FleetRow>(servers.Count);
        if (by is null)
        {
            foreach (var server in servers)
                rows.Add(new FleetRow(server.Id.ToString(), server, null));
            return rows;
        }
        var groups = new SortedDictionary<string, List<ServerView>>(StringComparer.OrdinalIgnoreCase);
        var without = new List<ServerView>();
        foreach (var server in servers)
        {
            var placed = false;
            foreach (var label in LabelsOf(server, by))
            {
                if (!groups.TryGetValue(label, out var group))
                    groups[label] = group = [];
                group.Add(server);
                placed = true;
            }
            if (!placed)
                without.Add(server);
        }
        foreach (var (label, group) in groups)
            Add(label, group);
        if (without.Count > 0)
            Add("", without);
        return rows;

        void Add(string label, List<ServerView> group)
        {
            rows.Add(new FleetRow($"={label}", null, new FleetGroup(label, group)));
            foreach (var server in group)
                rows.Add(new FleetRow($"{label}={server.Id}", server, null));
        }
    }

    private static IEnumerable<string> LabelsOf(ServerView server, string by) => by switch
    {
        "tag" => server.Tags,
        "rack" => One(server.Rack),
        "site" => One(server.Site),
        _ => One(server.Tenant),
    };

    private static string[] One(string? label) => label is { Length: > 0 } ? [label] : [];
}
