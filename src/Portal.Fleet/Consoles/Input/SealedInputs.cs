using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Consoles.Input;

/// <summary>What was typed on consoles and kept.</summary>
internal sealed class SealedInputs(IDbContextFactory<PortalDb> dbs, CredentialVault vault) : ISealedStore
{
    private const int Batch = 200;

    public string Name => "console-input";

    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        await foreach (var rows in ReadAsync(ct))
        {
            foreach (var row in rows)
                counts[SecretBox.KeyIdOf(row.Sealed)] = counts.GetValueOrDefault(SecretBox.KeyIdOf(row.Sealed)) + 1;
        }

        return counts;
    }

    public async Task<int> RewrapAsync(CancellationToken ct)
    {
        var wrapped = 0;
        await foreach (var rows in ReadAsync(ct))
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var (id, server, blob) in rows)
            {
                if (vault.Renew(server, InputJournal.Field, blob) is { } renewed && renewed != blob)
                    wrapped += await db.ConsoleInputs.Where(row => row.Id == id && row.Sealed == blob).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, renewed), ct);
            }

            await transaction.CommitAsync(ct);
        }

        return wrapped;
    }

    /// <summary>All of them, a batch at a time: they may be many.</summary>
    private async IAsyncEnumerable<IReadOnlyList<(long Id, BmcId Server, byte[] Sealed)>> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        long last = 0;
        while (true)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var from = last;
            var rows = await db.ConsoleInputs.AsNoTracking().Where(row => row.Id > from).OrderBy(row => row.Id).Take(Batch)
                .Select(row => new { row.Id, row.ServerId, row.Sealed }).ToListAsync(ct);
            if (rows.Count == 0)
                yield break;
            last = rows[^1].Id;
            yield return rows.ConvertAll(row => (row.Id, row.ServerId, row.Sealed));
        }
    }
}
