using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>How each BMC should be.</summary>
internal sealed class BaselineBook(IDbContextFactory<PortalDb> dbs, TimeProvider time)
{
    public async Task<IReadOnlyList<BmcAccount>?> AccountsAsync(BmcId server, CancellationToken ct) =>
        HandOverJson.Read<List<BmcAccount>>((await FindAsync(server, ct))?.Accounts);

    public async Task<IReadOnlyDictionary<string, string>?> NetworkAsync(BmcId server, CancellationToken ct) =>
        HandOverJson.Read<Dictionary<string, string>>((await FindAsync(server, ct))?.Network);

    public Task KeepAccountsAsync(BmcId server, IReadOnlyList<BmcAccount> accounts, string? by, CancellationToken ct) =>
        KeepAsync(server, row => (row.Accounts, row.By) = (HandOverJson.Write(accounts), by), ct);

    public Task KeepNetworkAsync(BmcId server, IReadOnlyDictionary<string, string> network, string? by, CancellationToken ct) =>
        KeepAsync(server, row => (row.Network, row.By) = (HandOverJson.Write(network), by), ct);

    private async Task<BmcBaseline?> FindAsync(BmcId server, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.BmcBaselines.AsNoTracking().SingleOrDefaultAsync(row => row.ServerId == server, ct);
    }

    private async Task KeepAsync(BmcId server, Action<BmcBaseline> change, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.BmcBaselines.SingleOrDefaultAsync(other => other.ServerId == server, ct);
        if (row is null)
            db.BmcBaselines.Add(row = new BmcBaseline { ServerId = server });
        change(row);
        row.TakenAt = time.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }
}
