using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Credentials;

/// <summary>The rows of rotations, and their only writer.</summary>
internal sealed class RotationLedger(IDbContextFactory<PortalDb> dbs, TimeProvider time) : IDisposable
{
    /// <summary>A change that stays in doubt is taken up again so often by itself.</summary>
    private const int MostAttempts = 5;

    private static readonly RotationState[] s_open = [RotationState.Waiting, RotationState.Running, RotationState.InDoubt];

    // Two orders at the same moment must not both find that a server has no rotation yet.
    private readonly SemaphoreSlim _ordering = new(1, 1);

    /// <summary>Writes an order down. A server whose rotation is open already is left out, and answered with the one it has.</summary>
    public async Task<IReadOnlyList<RotationView>> InsertAsync(Caller caller, Guid run, IReadOnlyCollection<Server> servers, string? reason, CancellationToken ct)
    {
        await _ordering.WaitAsync(ct);
        try
        {
            return await PutAsync(caller, run, servers, reason, ct);
        }
        finally
        {
            _ordering.Release();
        }
    }

    private async Task<IReadOnlyList<RotationView>> PutAsync(Caller caller, Guid run, IReadOnlyCollection<Server> servers, string? reason, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var open = (await db.CredentialRotations.Where(row => s_open.Contains(row.State)).ToListAsync(ct)).ToLookup(row => row.ServerId);
        var rows = new List<CredentialRotation>();
        foreach (var server in servers)
        {
            if (open[server.Id].FirstOrDefault() is { } known)
            {
                if (known.State == RotationState.InDoubt)
                    (known.State, known.EndedAt) = (RotationState.Waiting, null);
                rows.Add(known);
                continue;
            }

            var row = new CredentialRotation
            {
                Id = Guid.NewGuid(),
                RunId = run,
                ServerId = server.Id,
                ServerName = server.Name,
                UserId = caller.UserId,
                UserName = caller.Name,
                Via = caller.Via,
                RemoteAddress = caller.RemoteAddress,
                Reason = reason,
                RequestedAt = time.GetUtcNow(),
            };
            db.CredentialRotations.Add(row);
            rows.Add(row);
        }

        await db.SaveChangesAsync(ct);
        return rows.ConvertAll(View);
    }

    /// <summary>What an earlier run of the portal left under way goes on.</summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.CredentialRotations.Where(row => row.State == RotationState.Running).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RotationState.Waiting), ct);
    }

    /// <summary>The next ones to begin, oldest first; they count as running from now on.</summary>
    public async Task<IReadOnlyList<CredentialRotation>> TakeAsync(int most, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.CredentialRotations.Where(row => row.State == RotationState.Waiting).OrderBy(row => row.RequestedAt).ThenBy(row => row.ServerName).Take(most).ToListAsync(ct);
        foreach (var row in rows)
            (row.State, row.StartedAt, row.Attempts) = (RotationState.Running, row.StartedAt ?? time.GetUtcNow(), row.Attempts + 1);
        await db.SaveChangesAsync(ct);
        return rows;
    }

    public async Task<RotationView?> EndAsync(Guid id, PasswordChange end, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.CredentialRotations.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } row)
            return null;
        (row.State, row.Problem, row.Code, row.Bytes, row.EndedAt) = (end.State, end.Problem, end.Code, end.Bytes, time.GetUtcNow());
        row.Detail = end.Detail?.Length > Audit.MaxDetail ? end.Detail[..Audit.MaxDetail] : end.Detail;
        await db.SaveChangesAsync(ct);
        return View(row);
    }

    /// <summary>
    /// Looks again at what is in doubt: the link may have found out by logging in, or is up again so that it can be finished. Answers those that were settled.
    /// </summary>
    public async Task<IReadOnlyList<(CredentialRotation Row, PasswordChange End)>> SettleAsync(Func<BmcId, bool> isOnline, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var settled = new List<(CredentialRotation, PasswordChange)>();
        foreach (var row in await db.CredentialRotations.Where(row => row.State == RotationState.InDoubt).ToListAsync(ct))
        {
            var server = await db.Servers.AsNoTracking().SingleOrDefaultAsync(server => server.Id == row.ServerId, ct);
            if (server is null)
                settled.Add((row, PasswordChange.Failed("server_deleted", "The server was deleted.")));
            else if (server.SealedNextPassword is null)
                settled.Add((row, server.PasswordSetAt >= row.StartedAt ? PasswordChange.Done(row.Bytes ?? 0) : PasswordChange.Failed("not_kept", "The BMC has its old password.")));
            else if (row.Attempts < MostAttempts && isOnline(row.ServerId))
                (row.State, row.EndedAt) = (RotationState.Waiting, null);
        }

        await db.SaveChangesAsync(ct);
        return settled;
    }

    public async Task<RotationView?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.CredentialRotations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is { } row ? View(row) : null;
    }

    /// <summary>One order, by name; or the newest rotation of each server.</summary>
    public async Task<IReadOnlyList<RotationView>> ListAsync(Guid? run, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (run is { } id)
            return (await db.CredentialRotations.AsNoTracking().Where(row => row.RunId == id).OrderBy(row => row.ServerName).ToListAsync(ct)).ConvertAll(View);
        var rows = await db.CredentialRotations.AsNoTracking()
            .Where(row => !db.CredentialRotations.Any(other => other.ServerId == row.ServerId && other.RequestedAt > row.RequestedAt)).ToListAsync(ct);
        return rows.DistinctBy(row => row.ServerId).Select(View).ToList();
    }

    /// <summary>Takes back what has not begun. Answers how many.</summary>
    public async Task<int> CancelAsync(Guid run, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        return await db.CredentialRotations.Where(row => row.RunId == run && row.State == RotationState.Waiting && row.Attempts == 0)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RotationState.Cancelled).SetProperty(row => row.EndedAt, now), ct);
    }

    public void Dispose() => _ordering.Dispose();

    private static RotationView View(CredentialRotation row) => new(
        row.Id, row.RunId, row.ServerId, row.ServerName, row.State, row.Attempts, row.Problem, row.Code, row.Detail, row.Bytes,
        row.UserName, row.Reason, row.RequestedAt, row.StartedAt, row.EndedAt);
}
