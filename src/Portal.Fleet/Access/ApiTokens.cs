using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Data;

namespace Portal.Fleet.Access;

/// <summary>Creates, checks and deletes API tokens. A token belongs to a user and can do what its user can.</summary>
public sealed class ApiTokens
{
    /// <summary>How every token begins, so that people and scanners recognise one.</summary>
    public const string Prefix = "plt_";

    private const int SecretSize = 32;
    private const int MaxName = 64;
    private const int MaxPerUser = 100;
    private static readonly int s_textLength = Prefix.Length + Base64Url.GetEncodedLength(SecretSize);
    private static readonly TimeSpan s_usedResolution = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly GrantCache _cache;
    private readonly Audit _audit;
    private readonly CredentialBus _bus;
    private readonly TimeProvider _time;

    internal ApiTokens(IDbContextFactory<PortalDb> dbs, GrantCache cache, Audit audit, CredentialBus bus, TimeProvider time)
    {
        _dbs = dbs;
        _cache = cache;
        _audit = audit;
        _bus = bus;
        _time = time;
    }

    /// <summary>Creates a token and returns its text, which is never to be had again.</summary>
    /// <exception cref="ArgumentException">The name is not 1 to 64 visible characters, the expiry has passed, or the user has too many tokens.</exception>
    public async Task<(ApiTokenView Token, string Text)> CreateAsync(Caller caller, string name, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        name = name.Trim();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
            throw new ArgumentException($"A token's name is 1 to {MaxName} visible characters.", nameof(name));
        if (expiresAt <= _time.GetUtcNow())
            throw new ArgumentException("A token must expire in the future.", nameof(expiresAt));

        await using var db = await _dbs.CreateDbContextAsync(ct);
        if (await db.ApiTokens.CountAsync(token => token.UserId == caller.UserId, ct) >= MaxPerUser)
            throw new ArgumentException($"A user has at most {MaxPerUser} tokens; delete one first.", nameof(name));

        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretSize));
        var row = new ApiToken { UserId = caller.UserId, Name = name, Hash = Hash(text), CreatedAt = _time.GetUtcNow(), ExpiresAt = expiresAt };
        var correlation = await _audit.IntentAsync(caller, "token.create", null, name, ct);
        db.ApiTokens.Add(row);
        await db.SaveChangesAsync(ct);
        await _audit.OutcomeAsync(caller, correlation, "token.create", null, "ok", name, CancellationToken.None);
        return (View(row), text);
    }

    /// <summary>The caller's own tokens.</summary>
    public async Task<IReadOnlyList<ApiTokenView>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return await db.ApiTokens.AsNoTracking().Where(token => token.UserId == caller.UserId).OrderBy(token => token.CreatedAt)
            .Select(token => new ApiTokenView(token.Id, token.Name, token.CreatedAt, token.ExpiresAt, token.LastUsedAt)).ToListAsync(ct);
    }

    /// <summary>Deletes one of the caller's own tokens; false when there is none with that id.</summary>
    public async Task<bool> DeleteAsync(Caller caller, Guid id, CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await db.ApiTokens.SingleOrDefaultAsync(token => token.Id == id && token.UserId == caller.UserId, ct);
        if (row is null)
            return false;
        var correlation = await _audit.IntentAsync(caller, "token.delete", null, row.Name, ct);
        await db.ApiTokens.Where(token => token.Id == id).ExecuteDeleteAsync(ct);

        // What was opened with this token ends. Handles do not know it, so all of the user's end; those with a good credential come back.
        _bus.Publish(new CredentialEnded(CredentialKind.Token, id.ToString(), "token deleted"));
        _cache.Revoke(caller.UserId);
        await _audit.OutcomeAsync(caller, correlation, "token.delete", null, "ok", row.Name, CancellationToken.None);
        return true;
    }

    /// <summary>Whose a token text is; null when it is unknown, expired, or its user is disabled. Compares hashes only.</summary>
    public async Task<TokenOwner?> AuthenticateAsync(string text, CancellationToken ct)
    {
        if (text.Length != s_textLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var hash = Hash(text);
        var now = _time.GetUtcNow();
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var found = await db.ApiTokens.AsNoTracking().Where(token => token.Hash == hash)
            .Join(db.Users.AsNoTracking(), token => token.UserId, user => user.Id, (token, user) => new { Token = token, User = user })
            .SingleOrDefaultAsync(ct);
        if (found is null || found.User.Disabled || found.Token.ExpiresAt <= now)
            return null;
        if (found.Token.LastUsedAt is not { } last || now - last >= s_usedResolution)
            await db.ApiTokens.Where(token => token.Id == found.Token.Id).ExecuteUpdateAsync(set => set.SetProperty(token => token.LastUsedAt, now), ct);
        return new TokenOwner(found.User, found.Token.Id, found.Token.ExpiresAt);
    }

    /// <summary>Whether a token is still good: there, not expired, and its user may sign in.</summary>
    public async Task<bool> HoldsAsync(Guid id, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return await db.ApiTokens.AnyAsync(token => token.Id == id && (token.ExpiresAt == null || token.ExpiresAt > now) && db.Users.Any(user => user.Id == token.UserId && !user.Disabled), ct);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static ApiTokenView View(ApiToken row) => new(row.Id, row.Name, row.CreatedAt, row.ExpiresAt, row.LastUsedAt);
}
