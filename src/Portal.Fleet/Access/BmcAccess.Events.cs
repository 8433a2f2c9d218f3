using Portal.Fleet.Events;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>Events of many servers.</summary>
public sealed partial class BmcAccess
{
    /// <summary>Events of the servers whose logs the caller may read, newest first.</summary>
    public async Task<IReadOnlyList<EventView>> ListEventsAsync(Caller caller, EventFilter filter, int limit, CancellationToken ct)
    {
        var servers = (await ListAsync(caller, ct)).Where(server => server.Rights.HasFlag(BmcRight.EventsRead) && (filter.Only is not { } only || server.Id == only)
            && (filter.Servers ?? ServerQuery.All).Matches(server)).ToList();
        return servers.Count == 0 ? [] : await _desk.Events.Ledger.ListAsync(
            [.. servers.Select(server => server.Id)], [.. servers.Where(server => server.Sight.IsWhole).Select(server => server.Id)], filter, limit, ct);
    }
}
