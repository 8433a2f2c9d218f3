using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.Secrets;
using Portal.Fleet.Servers;
using Portal.Ipmi;

namespace Portal.Fleet.Credentials;

/// <summary>
/// A password that a BMC is about to get is in the database before the BMC hears of it, and takes the place of the old one when a login has proved it: both in one
/// statement each, durable when the method returns. Who reads rows to hand them on holds <see cref="HoldAsync"/> meanwhile, so that nobody acts on one from before.
/// </summary>
internal sealed class PendingPasswords(IDbContextFactory<PortalDb> dbs, CredentialVault vault, TimeProvider time) : IDisposable
{
    private const int Tries = 5;

    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<IDisposable> HoldAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        return new Releaser(_gate);
    }

    /// <summary>Writes the next password down; hands the row as it is then to <paramref name="adopt"/>. False when the row has changed.</summary>
    public Task<bool> BeginAsync(Server server, SecretBytes next, Action<Server> adopt, CancellationToken ct)
    {
        var blob = vault.Seal(server.Id, CredentialVault.NextPassword, next);
        return ReplaceAsync(server, row => row.SealedNextPassword is null && IsSame(row.SealedPassword, server.SealedPassword),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedNextPassword, blob), ct), adopt, ct);
    }

    /// <summary>A login has proved this one: it takes the old one's place.</summary>
    public Task<bool> CommitAsync(Server server, SecretBytes proven, Action<Server> adopt, CancellationToken ct)
    {
        var blob = vault.Seal(server.Id, CredentialVault.Password, proven);
        var now = time.GetUtcNow();
        return ReplaceAsync(server, row => row.SealedNextPassword is not null && IsSame(row.SealedNextPassword, server.SealedNextPassword),
            rows => rows.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SealedPassword, blob).SetProperty(row => row.SealedNextPassword, (byte[]?)null).SetProperty(row => row.PasswordSetAt, now)
                    .SetProperty(row => row.PasswordGenerated, true).SetProperty(row => row.CredentialVerifiedAt, now), ct), adopt, ct);
    }

    /// <summary>The BMC has its old password, proved by a test or a login.</summary>
    public Task<bool> AbandonAsync(Server server, Action<Server> adopt, CancellationToken ct) =>
        ReplaceAsync(server, row => row.SealedNextPassword is not null && IsSame(row.SealedNextPassword, server.SealedNextPassword),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedNextPassword, (byte[]?)null), ct), adopt, ct);

    public void Dispose() => _gate.Dispose();

    /// <summary>The seals change with the outer key, while what they hold does not.</summary>
    private static bool IsSame(byte[]? blob, byte[]? other) => SecretBox.TailOf(blob).SequenceEqual(SecretBox.TailOf(other));

    private async Task<bool> ReplaceAsync(Server server, Func<Server, bool> holds, Func<IQueryable<Server>, Task<int>> update, Action<Server> adopt, CancellationToken ct)
    {
        using var _ = await HoldAsync(ct);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var row = await db.Servers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == server.Id, ct);
            if (row is null || !holds(row))
                return false;

            // Only the row that was read: another process may change the outer key this moment.
            var (password, next) = (row.SealedPassword, row.SealedNextPassword);
            var rows = db.Servers.Where(other => other.Id == row.Id && other.SealedPassword == password && other.SealedNextPassword == next);
            if (await update(rows) == 0)
                continue;
            adopt(await db.Servers.AsNoTracking().SingleAsync(other => other.Id == row.Id, ct));
            return true;
        }

        return false;
    }

    private sealed class Releaser(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
