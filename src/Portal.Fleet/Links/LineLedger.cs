using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Links;

/// <summary>Keeps count of who took a serial line from somebody else: never twice within a few minutes, also across restarts of the portal.</summary>
internal sealed class LineLedger(IDbContextFactory<PortalDb> dbs, Audit audit, FleetOptions options, TimeProvider time)
{
    /// <summary>Notes that a line is about to be taken. Answers null when it may be, else when it may be again.</summary>
    public async Task<DateTimeOffset?> TryTakeAsync(BmcId id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? before = now - options.TakeEvery;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var noted = await db.Servers.Where(row => row.Id == id && (row.ConsoleTakenAt == null || row.ConsoleTakenAt <= before))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ConsoleTakenAt, now), ct);
        if (noted > 0)
            return null;
        var taken = await db.Servers.AsNoTracking().Where(row => row.Id == id).Select(row => row.ConsoleTakenAt).SingleOrDefaultAsync(ct);
        return (taken ?? now) + options.TakeEvery;
    }

    /// <summary>Takes a line because the server's policy says so; audited like a person's doing.</summary>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> TakeByPolicyAsync(Server server, Func<Task> act, CancellationToken ct)
    {
        if (await TryTakeAsync(server.Id, ct) is not null)
            return false;
        var correlation = await audit.IntentAsync(Caller.System, "console.line.take", (server.Id, server.Name), "The server's policy is to take the line.", ct);
        try
        {
            await act();
        }
        catch (Exception e)
        {
            await audit.OutcomeAsync(Caller.System, correlation, "console.line.take", (server.Id, server.Name), "failed", e is BmcFailureException failure ? failure.Problem.Code() : null, CancellationToken.None);
            throw;
        }

        await audit.OutcomeAsync(Caller.System, correlation, "console.line.take", (server.Id, server.Name), "ok", null, CancellationToken.None);
        return true;
    }
}
