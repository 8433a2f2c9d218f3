using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Proof;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access;

/// <summary>
/// Writes audit rows. When a row cannot be written the action does not happen; nor does it where it wants a fresh proof of who does it (<see cref="ProofRules"/>).
/// </summary>
public sealed class Audit
{
    internal const int MaxDetail = 1000;
    internal const int MaxCredential = 96;
    internal const int MaxAuthority = 256;

    private const string Intent = "intent";

    // Of so many intents it is known that they were written; an older one's outcome is treated as one that has none.
    private const int MostBegun = 20_000;

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly AuditWriter _writer;
    private readonly TimeProvider _time;
    private readonly ProofCheck _proof;
    private readonly ConcurrentDictionary<Guid, bool> _begun = new();
    private readonly ConcurrentQueue<Guid> _begunOrder = new();

    internal Audit(IDbContextFactory<PortalDb> dbs, AuditWriter writer, TimeProvider time)
    {
        _dbs = dbs;
        _writer = writer;
        _time = time;
        _proof = new ProofCheck(dbs, time);
    }

    /// <summary>Records what is about to happen and returns the correlation for the outcome.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be written: the action must not happen.</exception>
    /// <exception cref="ProofNeededException">The person has to prove first who they are.</exception>
    public Task<Guid> IntentAsync(Caller caller, string action, (BmcId Id, string Name)? server, string? detail, CancellationToken ct) =>
        IntentAsync(caller, action, server, detail, handsOut: true, ct);

    /// <summary>The same of an act that is weighed (<see cref="ProofNeed.Weighed"/>).</summary>
    /// <param name="handsOut">It hands out authority.</param>
    public async Task<Guid> IntentAsync(Caller caller, string action, (BmcId Id, string Name)? server, string? detail, bool handsOut, CancellationToken ct)
    {
        await _proof.DemandAsync(caller, action, handsOut, ct);
        var correlation = Guid.NewGuid();
        await IntentAsync(caller, correlation, action, server, detail, ct);
        return correlation;
    }

    /// <summary>For an act whose intent is written under the correlation of a row: whether it may begin at all.</summary>
    /// <exception cref="ProofNeededException">The person has to prove first who they are.</exception>
    internal Task DemandProofAsync(Caller caller, string action, CancellationToken ct) => _proof.DemandAsync(caller, action, handsOut: true, ct);

    /// <summary>The same under a correlation that outlives a crash: the id of what was recorded elsewhere.</summary>
    internal async Task IntentAsync(Caller caller, Guid correlation, string action, (BmcId Id, string Name)? server, string? detail, CancellationToken ct)
    {
        await _writer.AppendAsync(Entry(caller, correlation, action, server, Intent, detail), ct);
        _begun[correlation] = true;
        _begunOrder.Enqueue(correlation);
        if (_begunOrder.Count > MostBegun && _begunOrder.TryDequeue(out var oldest))
            _begun.TryRemove(oldest, out _);
    }

    /// <summary>
    /// Records how it went: <c>ok</c>, <c>refused</c>, <c>failed</c> or <c>unknown</c>. Behind an intent this does not fail: what has happened is told to
    /// whoever asked for it, and the row follows when the audit can be written again. Without an intent it stands for one.
    /// </summary>
    /// <exception cref="AuditUnavailableException">There was no intent, and it cannot be written.</exception>
    public Task OutcomeAsync(Caller caller, Guid correlation, string action, (BmcId Id, string Name)? server, string outcome, string? detail, CancellationToken ct)
    {
        var entry = Entry(caller, correlation, action, server, outcome, detail);
        return _begun.ContainsKey(correlation) ? _writer.AppendOwedAsync(entry) : _writer.AppendAsync(entry, ct);
    }

    /// <summary>Who had a server's console open between two times, oldest first; the newest when there are more.</summary>
    internal async Task<IReadOnlyList<ConsolePresence>> ListPresencesAsync(BmcId server, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var entries = db.AuditEntries.AsNoTracking().Where(entry => entry.ServerId == server && entry.Action == "console.attach");
        var rows = await entries.Where(entry => entry.Outcome == Intent && entry.At <= to)
            .Select(entry => new
            {
                entry.UserName,
                entry.At,
                Until = entries.Where(end => end.Correlation == entry.Correlation && end.Outcome != Intent).Select(end => (DateTimeOffset?)end.At).FirstOrDefault(),
            })
            .OrderByDescending(row => row.At).Take(limit).ToListAsync(ct);
        return [.. rows.Where(row => row.Until is null || row.Until >= from).Reverse().Select(row => new ConsolePresence(row.UserName, row.At, row.Until))];
    }

    private AuditEntry Entry(Caller caller, Guid correlation, string action, (BmcId Id, string Name)? server, string outcome, string? detail) => new()
    {
        At = _time.GetUtcNow(),
        UserId = caller.UserId,
        UserName = caller.Name,
        Via = caller.Via,
        RemoteAddress = caller.RemoteAddress,
        Credential = Bounded(caller.Credential, MaxCredential),
        Action = action,
        ServerId = server?.Id,
        ServerName = server?.Name,
        Outcome = outcome,
        Detail = Bounded(detail, MaxDetail),
        Correlation = correlation,
    };

    /// <summary>Not too long, and as every database gives it back: the row's code is over what is stored.</summary>
    private static string? Bounded(string? text, int most) => text is null ? null : DatabaseText.Storable(text.Length > most ? text[..most] : text);
}
