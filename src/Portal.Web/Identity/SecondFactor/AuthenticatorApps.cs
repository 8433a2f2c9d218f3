using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.SignIn;

namespace Portal.Web.Identity.SecondFactor;

/// <summary>
/// Authenticators and their codes. Identity's own takes codes from two steps before to two after, and each as often as it comes; here it is one step, and each code
/// once: the row remembers the newest step, in one statement, whoever else tries the same code at the same moment.
/// The secrets are sealed with the key ring, which is not in the database.
/// </summary>
internal sealed class AuthenticatorApps(IDbContextFactory<PortalDb> dbs, IDataProtectionProvider protection, TimeProvider time)
{
    private const string Issuer = "Pilotlight";

    /// <summary>Whether this user shows codes.</summary>
    public async Task<bool> IsActiveAsync(string userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<AuthenticatorApp>().AnyAsync(app => app.UserId == userId && app.ConfirmedAt != null, ct);
    }

    /// <summary>Since when; null where there is none.</summary>
    public async Task<DateTimeOffset?> ActiveSinceAsync(string userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<AuthenticatorApp>().Where(app => app.UserId == userId).Select(app => app.ConfirmedAt).SingleOrDefaultAsync(ct);
    }

    /// <summary>The authenticator to be confirmed: the one begun before, or a new one. Null when there is a confirmed one already.</summary>
    public async Task<NewAuthenticator?> BeginAsync(PortalUser user, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.Set<AuthenticatorApp>().SingleOrDefaultAsync(app => app.UserId == user.Id, ct);
        if (row?.ConfirmedAt is not null)
            return null;
        if (row is not null && Open(user.Id, row.Secret) is { } present)
            return Describe(user, present);
        var secret = RandomNumberGenerator.GetBytes(TimeCode.SecretLength);
        var isNew = row is null;
        row ??= new AuthenticatorApp { UserId = user.Id, Secret = [] };
        (row.Secret, row.CreatedAt, row.LastStep) = (Seal(user.Id, secret), time.GetUtcNow(), 0);
        if (isNew)
            db.Add(row);
        await db.SaveChangesAsync(ct);
        return Describe(user, secret);
    }

    /// <summary>The first code: from now on they are asked for.</summary>
    public async Task<bool> ConfirmAsync(string userId, string code, CancellationToken ct)
    {
        if (await FindStepAsync(userId, code, ct) is not { } step)
            return false;
        var now = time.GetUtcNow();
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<AuthenticatorApp>().Where(app => app.UserId == userId && app.ConfirmedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(app => app.ConfirmedAt, now).SetProperty(app => app.LastStep, step), ct) == 1;
    }

    /// <summary>Takes a code, once.</summary>
    public async Task<bool> VerifyAsync(string userId, string code, CancellationToken ct)
    {
        if (await FindStepAsync(userId, code, ct) is not { } step)
            return false;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<AuthenticatorApp>().Where(app => app.UserId == userId && app.ConfirmedAt != null && app.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(app => app.LastStep, step), ct) == 1;
    }

    public async Task<bool> RemoveAsync(string userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<AuthenticatorApp>().Where(app => app.UserId == userId).ExecuteDeleteAsync(ct) > 0;
    }

    private static NewAuthenticator Describe(PortalUser user, byte[] secret)
    {
        var key = Base32.Encode(secret);
        var name = Uri.EscapeDataString(user.Email ?? user.UserName ?? user.Id);
        return new NewAuthenticator(Base32.Group(key), $"otpauth://totp/{Issuer}:{name}?secret={key}&issuer={Issuer}&digits={TimeCode.Digits}&period=30");
    }

    private async Task<long?> FindStepAsync(string userId, string code, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var sealedSecret = await db.Set<AuthenticatorApp>().Where(app => app.UserId == userId).Select(app => app.Secret).SingleOrDefaultAsync(ct);
        if (sealedSecret is null || code.Length > 16 || Open(userId, sealedSecret) is not { } secret)
            return null;
        var step = TimeCode.FindStep(secret, code, time.GetUtcNow());
        CryptographicOperations.ZeroMemory(secret);
        return step;
    }

    // The user is part of the purpose: a row copied to another user opens nothing.
    private IDataProtector ProtectorOf(string userId) => protection.CreateProtector("Portal.Authenticator", userId);

    private byte[] Seal(string userId, byte[] secret) => ProtectorOf(userId).Protect(secret);

    private byte[]? Open(string userId, byte[] secret)
    {
        try
        {
            return ProtectorOf(userId).Unprotect(secret);
        }
        catch (CryptographicException)
        {
            // The key ring is another: the authenticator has to be set up again.
            return null;
        }
    }
}
