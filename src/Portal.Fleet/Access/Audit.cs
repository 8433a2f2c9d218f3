using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>Writes audit rows. When a row cannot be written the action does not happen.</summary>
public sealed class Audit
{
    internal const int MaxDetail = 1000;

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly TimeProvider _time;

    internal Audit(IDbContextFactory<PortalDb> dbs, TimeProvider time)
    {
        _dbs = dbs;
        _time = time;
    }

    /// <summary>Records what is about to happen and returns the correlation for the outcome.</summary>
    public async Task<Guid> IntentAsync(Caller caller, string action, (BmcId Id, string Name)? server, string? detail, CancellationToken ct)
    {
        var correlation = Guid.NewGuid();
        await IntentAsync(caller, correlation, action, server, detail, ct);
        return correlation;
    }

    /// <summary>The same under a correlation that outlives a crash: the id of what was recorded elsewhere.</summary>
    internal Task IntentAsync(Caller caller, Guid correlation, string action, (BmcId Id, string Name)? server, string? detail, CancellationToken ct) =>
        WriteAsync(caller, correlation, action, server, "intent", detail, ct);

    /// <summary>Records how it went: <c>ok</c>, <c>refused</c>, <c>failed</c> or <c>unknown</c>.</summary>
    public Task OutcomeAsync(Caller caller, Guid correlation, string action, (BmcId Id, string Name)? server, string outcome, string? detail, CancellationToken ct) =>
        WriteAsync(caller, correlation, action, server, outcome, detail, ct);

    /// <summary>Who had a server's console open between two times, oldest first; the newest when there are more.</summary>
    internal async Task<IReadOnlyList<ConsolePresence>> ListPresencesAsync(BmcId server, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var entries = db.AuditEntries.AsNoTracking().Where(entry => entry.ServerId == server && entry.Action == "console.attach");
        var rows = await entries.Where(entry => entry.Outcome == "intent" && entry.At <= to)
            .Select(entry => new
            {
                entry.UserName,
                entry.At,
                Until = entries.Where(end => end.Correlation == entry.Correlation && end.Outcome != "intent").Select(end => (DateTimeOffset?)end.At).FirstOrDefault(),
            })
            .OrderByDescending(row => row.At).Take(limit).ToListAsync(ct);
        return [.. rows.Where(row => row.Until is null || row.Until >= from).Reverse().Select(row => new ConsolePresence(row.UserName, row.At, row.Until))];
    }

    private async Task WriteAsync(Caller caller, Guid correlation, string action, (BmcId Id, string Name)? server, string outcome, string? detail, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        db.AuditEntries.Add(new AuditEntry
        {
            At = _time.GetUtcNow(),
            UserId = caller.UserId,
            UserName = caller.Name,
            Via = caller.Via,
            RemoteAddress = caller.RemoteAddress,
            Action = action,
            ServerId = server?.Id,
            ServerName = server?.Name,
            Outcome = outcome,
            Detail = detail?.Length > MaxDetail ? detail[..MaxDetail] : detail,
            Correlation = correlation,
        });
        await db.SaveChangesAsync(ct);
    }
}
