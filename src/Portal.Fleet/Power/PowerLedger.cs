using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Boot;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Power;

/// <summary>The rows of power operations. A row moves forward only; each step is written before the world learns of it.</summary>
internal sealed class PowerLedger(IDbContextFactory<PortalDb> dbs, StatusBoard board, TimeProvider time)
{
    private const int MaxDetail = 1000;

    public const int MaxListed = 500;

    public async Task<PowerOperationView?> FindAsync(PowerOperationId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.PowerOperations.AsNoTracking().Where(row => row.Id == id).SingleOrDefaultAsync(ct) is { } row ? View(row) : null;
    }

    /// <summary>The newest operations of these servers.</summary>
    /// <param name="whole">Of which all are shown; of the others those of the present tenancy.</param>
    public async Task<IReadOnlyList<PowerOperationView>> ListAsync(IReadOnlyCollection<BmcId> only, IReadOnlyCollection<BmcId> whole, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = db.PowerOperations.AsNoTracking().Where(row => only.Contains(row.ServerId)
            && db.Servers.Any(server => server.Id == row.ServerId && (whole.Contains(row.ServerId) || row.RequestedAt >= server.TenancyFrom)));
        return [.. (await rows.OrderByDescending(row => row.RequestedAt).Take(Math.Clamp(limit, 1, MaxListed)).ToListAsync(ct)).Select(View)];
    }

    /// <summary>Operations of one server that were requested between two times, oldest first; the newest when there are more.</summary>
    public async Task<IReadOnlyList<PowerOperationView>> ListBetweenAsync(BmcId server, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.PowerOperations.AsNoTracking().Where(row => row.ServerId == server && row.RequestedAt >= from && row.RequestedAt <= to)
            .OrderByDescending(row => row.RequestedAt).Take(limit).ToListAsync(ct);
        rows.Reverse();
        return [.. rows.Select(View)];
    }

    /// <summary>
    /// Inserts the row as Requested. Answers the operation that was made first when the idempotency key was used before.
    /// </summary>
    /// <exception cref="PowerConflictException">Another one is under way on this server.</exception>
    public async Task<(PowerOperationView Operation, bool Inserted)> InsertAsync(PowerOperation row, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            if (row.IdempotencyKey is not null && await db.PowerOperations.AsNoTracking().SingleOrDefaultAsync(
                other => other.UserId == row.UserId && other.IdempotencyKey == row.IdempotencyKey && other.ServerId == row.ServerId, ct) is { } earlier)
                return (View(earlier), false);
            if (await db.PowerOperations.AsNoTracking().FirstOrDefaultAsync(
                other => other.ServerId == row.ServerId && (other.State == PowerOperationState.Requested || other.State == PowerOperationState.Sent), ct) is { } current)
                throw new PowerConflictException(View(current));

            db.PowerOperations.Add(row);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                // A unique index let another request pass first: look again at what it made.
                continue;
            }

            return (Publish(View(row)), true);
        }
    }

    /// <summary>Marks the row as sent, before the packet leaves. False when it is not waiting to be sent: then nothing may be sent.</summary>
    public async Task<bool> MarkSentAsync(PowerOperationId id, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var marked = await db.PowerOperations.Where(row => row.Id == id && row.State == PowerOperationState.Requested)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, PowerOperationState.Sent).SetProperty(row => row.SentAt, now), ct) == 1;
        if (marked && await db.PowerOperations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is { } row)
            Publish(View(row));
        return marked;
    }

    /// <summary>Writes a step of an operation that is under way.</summary>
    public async Task StageAsync(PowerOperationId id, OperationStage stage)
    {
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        if (await db.PowerOperations.SingleOrDefaultAsync(row => row.Id == id, CancellationToken.None) is not { EndedAt: null } row)
            return;
        row.Stages = OperationStages.With(row.Stages, stage);
        await db.SaveChangesAsync(CancellationToken.None);
        Publish(View(row));
    }

    /// <summary>Writes the end of an operation that is under way.</summary>
    public async Task<PowerOperationView?> EndAsync(PowerOperationId id, PowerEnd end, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var detail = end.Detail.Length > MaxDetail ? end.Detail[..MaxDetail] : end.Detail;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.PowerOperations.Where(row => row.Id == id && (row.State == PowerOperationState.Requested || row.State == PowerOperationState.Sent))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, end.State).SetProperty(row => row.Problem, end.Problem)
                    .SetProperty(row => row.Detail, detail).SetProperty(row => row.EndedAt, now), ct);
        return await db.PowerOperations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is { } ended ? Publish(View(ended)) : null;
    }

    /// <summary>The operations that an earlier run of the portal left under way.</summary>
    public async Task<IReadOnlyList<PowerOperationView>> UnderWayAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return [.. (await db.PowerOperations.AsNoTracking()
            .Where(row => row.State == PowerOperationState.Requested || row.State == PowerOperationState.Sent).ToListAsync(ct)).Select(View)];
    }

    private PowerOperationView Publish(PowerOperationView operation)
    {
        board.Update(operation.ServerId, status => status with { Operation = operation });
        return operation;
    }

    private static PowerOperationView View(PowerOperation row) => new(
        row.Id, row.ServerId, row.ServerName, row.Action, row.State, row.Problem, row.Detail,
        row.UserName, row.Reason, row.RequestedAt, row.SentAt, row.EndedAt)
    {
        Boot = BootPlan.Parse(row.Plan),
        Stages = OperationStages.Read(row.Stages),
    };
}
