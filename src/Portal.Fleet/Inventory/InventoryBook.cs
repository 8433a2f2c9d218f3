using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Inventory;

/// <summary>Inventories as last read, and what changed in them.</summary>
internal sealed class InventoryBook(IDbContextFactory<PortalDb> dbs, TimeProvider time) : IDisposable
{
    /// <summary>Changes kept of one server.</summary>
    public const int MostChanges = 1000;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
    };

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile ConcurrentDictionary<BmcId, DateTimeOffset>? _readAt;

    public void Dispose() => _loading.Dispose();

    /// <summary>When a server's inventory was last read; null when never. Asks the database once, for all of them.</summary>
    public async ValueTask<DateTimeOffset?> FindReadAtAsync(BmcId id, CancellationToken ct)
    {
        if (_readAt is null)
        {
            await _loading.WaitAsync(ct);
            try
            {
                if (_readAt is null)
                {
                    await using var db = await dbs.CreateDbContextAsync(ct);
                    var rows = await db.Inventories.AsNoTracking().Select(row => new { row.ServerId, row.ReadAt }).ToListAsync(ct);
                    _readAt = new ConcurrentDictionary<BmcId, DateTimeOffset>(rows.Select(row => KeyValuePair.Create(row.ServerId, row.ReadAt)));
                }
            }
            finally
            {
                _loading.Release();
            }
        }

        return _readAt.TryGetValue(id, out var at) ? at : null;
    }

    /// <summary>The inventory as last read; null when it never was.</summary>
    public async Task<InventorySnapshot?> FindAsync(BmcId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var document = await db.Inventories.AsNoTracking().Where(row => row.ServerId == id).Select(row => row.Document).FirstOrDefaultAsync(ct);
        return document is null ? null : JsonSerializer.Deserialize<InventorySnapshot>(document, s_json);
    }

    /// <summary>Keeps a reading, and what differs from the one before. Answers how many differences there are.</summary>
    public async Task<int> StoreAsync(BmcId id, InventorySnapshot read, CancellationToken ct)
    {
        var before = await FindAsync(id, ct);
        var snapshot = InventoryDiff.Keep(before, read);
        var changes = InventoryDiff.Between(id, before, snapshot);
        var document = JsonSerializer.Serialize(snapshot, s_json);
        if (document.Length > StoredInventory.MaxDocument)
            throw new InvalidDataException($"The inventory has {document.Length} characters; {StoredInventory.MaxDocument} are kept.");
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (!await db.Servers.AnyAsync(server => server.Id == id, ct))
            return 0;
        if (await db.Inventories.FirstOrDefaultAsync(row => row.ServerId == id, ct) is { } row)
            (row.Document, row.ReadAt) = (document, snapshot.ReadAt);
        else
            db.Inventories.Add(new StoredInventory { ServerId = id, ReadAt = snapshot.ReadAt, Document = document });
        db.InventoryChanges.AddRange(changes);
        await db.SaveChangesAsync(ct);
        if (changes.Count > 0)
            await CutAsync(db, id, ct);
        if (_readAt is { } known)
            known[id] = snapshot.ReadAt;
        return changes.Count;
    }

    /// <summary>What changed, newest first.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="from">What was read before is not to be known, so a change counts from the reading before it.</param>
    /// <param name="withPrivate">Also what tells where the BMC is.</param>
    public async Task<IReadOnlyList<InventoryChange>> ListChangesAsync(BmcId id, DateTimeOffset from, bool withPrivate, int limit, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InventoryChanges.AsNoTracking().Where(row => row.ServerId == id && row.Since >= from && (withPrivate || !row.IsPrivate))
            .OrderByDescending(row => row.At).ThenBy(row => row.Id).Take(limit).ToListAsync(ct);
    }

    /// <summary>Deletes changes that are too old.</summary>
    public async Task RetainAsync(TimeSpan age, CancellationToken ct)
    {
        var oldest = time.GetUtcNow() - age;
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InventoryChanges.Where(row => row.At < oldest).ExecuteDeleteAsync(ct);
    }

    private static async Task CutAsync(PortalDb db, BmcId id, CancellationToken ct)
    {
        var oldest = await db.InventoryChanges.Where(row => row.ServerId == id).OrderByDescending(row => row.Id).Skip(MostChanges).Select(row => (long?)row.Id).FirstOrDefaultAsync(ct);
        if (oldest is { } last)
            await db.InventoryChanges.Where(row => row.ServerId == id && row.Id <= last).ExecuteDeleteAsync(ct);
    }
}
