using Portal.Fleet.Servers;

namespace Portal.Fleet.Power.Bulk;

/// <summary>What a bulk operation would touch, before it is asked for.</summary>
/// <param name="Servers">Those that the caller may switch, by name.</param>
/// <param name="WithoutRight">How many were chosen that the caller sees but may not switch so; they stay out.</param>
/// <param name="Busy">How many have an operation under way: theirs will be refused.</param>
public sealed record BulkPreview(IReadOnlyList<ServerView> Servers, int WithoutRight, int Busy)
{
    /// <summary>Whose they are, the most first; an empty name for those that are nobody's.</summary>
    public IReadOnlyList<(string Tenant, int Count)> Tenants { get; } =
        [.. Servers.GroupBy(server => server.Tenant ?? "", StringComparer.OrdinalIgnoreCase).Select(group => (group.Key, group.Count())).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Those to whose consoles somebody is attached.</summary>
    public IReadOnlyList<ServerView> Watched { get; } = [.. Servers.Where(server => server.Status.Viewers.Count > 0)];
}
