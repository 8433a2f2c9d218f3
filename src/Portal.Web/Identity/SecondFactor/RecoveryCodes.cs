using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;

namespace Portal.Web.Identity.SecondFactor;

/// <summary>Ten codes of 128 random bits that each replace the authenticator once. Only their hashes are kept.</summary>
internal sealed class RecoveryCodes(IDbContextFactory<PortalDb> dbs, TimeProvider time)
{
    public const int Count = 10;

    /// <summary>A code has no more characters than this, however it is written.</summary>
    public const int MostCharacters = 64;

    private const int SecretLength = 16;

    /// <summary>Makes ten new ones, which end the earlier ones.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(string userId, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => Write(Base32.Encode(RandomNumberGenerator.GetBytes(SecretLength)))).ToArray();
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<RecoveryCode>().Where(code => code.UserId == userId).ExecuteDeleteAsync(ct);
        db.AddRange(codes.Select(code => new RecoveryCode { UserId = userId, Hash = Hash(code), CreatedAt = now }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return codes;
    }

    /// <summary>Takes a code, once: of two that come at the same moment one is refused.</summary>
    public async Task<bool> UseAsync(string userId, string code, CancellationToken ct)
    {
        if (code.Length > MostCharacters)
            return false;
        var hash = Hash(code);
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<RecoveryCode>().Where(row => row.UserId == userId && row.Hash == hash && row.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), ct) == 1;
    }

    public async Task<int> CountLeftAsync(string userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<RecoveryCode>().CountAsync(row => row.UserId == userId && row.UsedAt == null, ct);
    }

    public async Task RemoveAsync(string userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Set<RecoveryCode>().Where(row => row.UserId == userId).ExecuteDeleteAsync(ct);
    }

    private static string Write(string code) => string.Join('-', code.Chunk(5).Select(five => new string(five)));

    private static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()));
}
