using System.Runtime.CompilerServices;
using Portal.Fleet.Consoles.Search;

namespace Portal.Fleet.Access;

/// <summary>Search in the consoles: only in those that the caller may read, which are chosen before anything is read.</summary>
public sealed partial class BmcAccess
{
    /// <summary>Finds lines in the consoles of all servers that the caller may read, newest first, as they are found.</summary>
    public async IAsyncEnumerable<SearchStep> SearchConsolesAsync(Caller caller, SearchRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var servers = await ReadableAsync(caller, request.Query.Servers, ct);
        var correlation = await _desk.Audit.IntentAsync(caller, "console.search", null, $"{request.Query.Text} in {servers.Count} consoles", ct);
        var found = 0;
        var outcome = "unknown";
        try
        {
            SearchConsole[] consoles = [.. servers.Select(server => new SearchConsole(server.Id, server.Name, server.ConsoleCharset) { LastByteAt = server.Status.LastByteAt, From = server.Sight.ConsoleFrom })];
            await foreach (var step in _desk.Search.RunAsync(consoles, request, ct))
            {
                // Rights may have ended meanwhile.
                var rights = await _desk.Grants.GetAsync(caller, ct);
                var rows = await _desk.Servers.AllAsync(ct);
                bool MayRead(ConsoleHit hit) => rows.TryGetValue(hit.ServerId, out var row) && (rights.On(row) & BmcRight.ConsoleRead) != 0;
                IReadOnlyList<ConsoleHit> hits = step.Hits.All(MayRead) ? step.Hits : [.. step.Hits.Where(MayRead)];
                found += hits.Count;
                yield return step with { Hits = hits };
            }

            outcome = "ok";
        }
        finally
        {
            await _desk.Audit.OutcomeAsync(caller, correlation, "console.search", null, outcome, $"{found} lines were shown", CancellationToken.None);
        }
    }
}
