using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Secrets;

namespace Portal.Fleet.Servers;

/// <summary>The sealed columns of all servers.</summary>
internal sealed class SealedServers(IDbContextFactory<PortalDb> dbs, CredentialVault vault) : ISealedStore
{
    /// <summary>Rows in one transaction: few enough that nobody waits long for the one writer.</summary>
    private const int Batch = 200;

    public string Name => "servers";

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        foreach (var row in await ReadAsync(ct))
        {
            foreach (var blob in new[] { row.Password, row.Next, row.Kg }.OfType<byte[]>())
                counts[SecretBox.KeyIdOf(blob)] = counts.GetValueOrDefault(SecretBox.KeyIdOf(blob)) + 1;
        }

        return counts;
    }

    public async Task<int> RewrapAsync(CancellationToken ct)
    {
        var wrapped = 0;
        foreach (var rows in (await ReadAsync(ct)).Chunk(Batch))
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var (id, password, next, kg) in rows)
            {
                // Only where it is still what was read: a password that was changed meanwhile is sealed with the active key anyway.
                if (Renewed(id, CredentialVault.Password, password) is { } newPassword)
                    wrapped += await db.Servers.Where(row => row.Id == id && row.SealedPassword == password).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedPassword, newPassword), ct);
                if (Renewed(id, CredentialVault.NextPassword, next) is { } newNext)
                    wrapped += await db.Servers.Where(row => row.Id == id && row.SealedNextPassword == next).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedNextPassword, newNext), ct);
                if (Renewed(id, CredentialVault.Kg, kg) is { } newKg)
                    wrapped += await db.Servers.Where(row => row.Id == id && row.SealedKg == kg).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedKg, newKg), ct);
            }

            await transaction.CommitAsync(ct);
        }

        return wrapped;
    }

    private byte[]? Renewed(BmcId id, string field, byte[]? blob) => blob is not null && vault.Renew(id, field, blob) is { } renewed && renewed != blob ? renewed : null;

    private async Task<List<(BmcId Id, byte[]? Password, byte[]? Next, byte[]? Kg)>> ReadAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await db.Servers.AsNoTracking().Select(row => new { row.Id, row.SealedPassword, row.SealedNextPassword, row.SealedKg }).ToListAsync(ct);
        return rows.ConvertAll(row => (row.Id, row.SealedPassword, row.SealedNextPassword, row.SealedKg));
    }
}
