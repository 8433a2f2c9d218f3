using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;

namespace Portal.Fleet.Power.Bulk;

/// <summary>The rows of bulk operations and of their servers. States move forward only.</summary>
internal sealed class BulkLedger(IDbContextFactory<PortalDb> dbs, TimeProvider time)
{
    /// <summary>Stores a whole bulk operation, or answers the one that the same idempotency key made.</summary>
    /// <exception cref="BulkRefusedException">What it is a retry of was tried again before.</exception>
    public async Task<(BulkOperation Bulk, bool Inserted)> InsertAsync(BulkOperation bulk, IReadOnlyList<BulkTarget> targets, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            if (bulk.IdempotencyKey is { } key && await db.BulkOperations.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == bulk.UserId && row.IdempotencyKey == key, ct) is { } earlier)
                return (earlier, false);
            if (bulk.RetryOf is { } of && await db.BulkOperations.AsNoTracking().AnyAsync(row => row.RetryOf == of, ct))
                throw new BulkRefusedException("already_retried", "These were tried again before; see what became of that.");
            db.BulkOperations.Add(bulk);
            db.BulkTargets.AddRange(targets);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                // A unique index let another request pass first: look again at what it made.
                continue;
            }

            return (bulk, true);
        }
    }

    public async Task<BulkOperation?> FindAsync(BulkId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.BulkOperations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct);
    }

    /// <summary>The newest ones.</summary>
    /// <param name="userId">Of this person; null for all.</param>
    public async Task<IReadOnlyList<BulkOperation>> ListAsync(string? userId, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.BulkOperations.AsNoTracking().Where(row => userId == null || row.UserId == userId).OrderByDescending(row => row.RequestedAt).Take(limit).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<BulkOperation>> UnderWayAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.BulkOperations.AsNoTracking().Where(row => row.State == BulkState.Running).ToListAsync(ct);
    }

    /// <summary>The one that tries this one's failures again.</summary>
    public async Task<BulkId?> RetriedByAsync(BulkId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.BulkOperations.AsNoTracking().Where(row => row.RetryOf == id).Select(row => (BulkId?)row.Id).SingleOrDefaultAsync(ct);
    }

    /// <summary>The servers in their order, each with its power operation where one was begun.</summary>
    public async Task<IReadOnlyList<(BulkTarget Target, PowerOperation? Operation)>> TargetsAsync(BulkId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.BulkTargets.AsNoTracking().Where(row => row.BulkId == id).OrderBy(row => row.Position)
            .GroupJoin(db.PowerOperations.AsNoTracking(), target => target.OperationId, operation => operation.Id, (target, operations) => new { target, operations })
            .SelectMany(pair => pair.operations.DefaultIfEmpty(), (pair, operation) => new { pair.target, operation }).ToListAsync(ct);
        return [.. rows.Select(row => (row.target, row.operation))];
    }

    /// <summary>The power operation that was begun for a server under the bulk's key; null when none was.</summary>
    public async Task<PowerOperation?> FindBegunAsync(BulkOperation bulk, BulkTarget target, CancellationToken ct)
    {
        var key = KeyOf(bulk.Id);
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.PowerOperations.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == bulk.UserId && row.IdempotencyKey == key && row.ServerId == target.ServerId, ct);
    }

    public async Task BeginAsync(BulkTarget target, PowerOperationId operation, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.BulkTargets.Where(row => row.BulkId == target.BulkId && row.Position == target.Position && row.State == BulkTargetState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, BulkTargetState.Running).SetProperty(row => row.OperationId, operation), ct);
    }

    public async Task EndAsync(BulkTarget target, BulkTargetState state, PowerOperationId? operation, string? code, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = db.BulkTargets.Where(row => row.BulkId == target.BulkId && row.Position == target.Position && (row.State == BulkTargetState.Waiting || row.State == BulkTargetState.Running));
        if (operation is { } begun)
            await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.OperationId, begun).SetProperty(row => row.State, state).SetProperty(row => row.Code, code).SetProperty(row => row.EndedAt, now), ct);
        else
            await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state).SetProperty(row => row.Code, code).SetProperty(row => row.EndedAt, now), ct);
    }

    /// <summary>Ends the whole. Servers whose turn had not come are not begun any more.</summary>
    public async Task EndAsync(BulkId id, BulkState state, string? stoppedBy, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.BulkTargets.Where(row => row.BulkId == id && row.State == BulkTargetState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, BulkTargetState.NotBegun).SetProperty(row => row.EndedAt, now), ct);
        await db.BulkOperations.Where(row => row.Id == id && row.State == BulkState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state).SetProperty(row => row.StoppedBy, stoppedBy).SetProperty(row => row.EndedAt, now), ct);
    }

    /// <summary>Each server's operation under a bulk has the same key: a second one cannot be made.</summary>
    public static string KeyOf(BulkId id) => $"bulk-{id}";
}
