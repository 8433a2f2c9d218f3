using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;

namespace Portal.Fleet.Access;

/// <summary>
/// Creates, checks and deletes API tokens. A token belongs to a user and can do what its user can at that moment, or the part of it that it was
/// limited to. A limited one sees and deletes no other token and makes none: it cannot widen itself.
/// </summary>
public sealed class ApiTokens
{
    /// <summary>How every token begins, so that people and scanners recognise one.</summary>
    public const string Prefix = "plt_";

    private const int SecretSize = 32;
    private const int MaxName = 64;
    private const int MaxPerUser = 100;
    private const int MaxAddress = 64;
    private static readonly int s_textLength = Prefix.Length + Base64Url.GetEncodedLength(SecretSize);
    private static readonly TimeSpan s_usedResolution = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly GrantCache _cache;
    private readonly ScopeBook _scopes;
    private readonly Audit _audit;
    private readonly CredentialBus _bus;
    private readonly TimeProvider _time;

    internal ApiTokens(IDbContextFactory<PortalDb> dbs, GrantCache cache, ScopeBook scopes, Audit audit, CredentialBus bus, TimeProvider time)
    {
        _dbs = dbs;
        _cache = cache;
        _scopes = scopes;
        _audit = audit;
        _bus = bus;
        _time = time;
    }

    /// <summary>Creates a token that can do all that its user can, and returns its text, which is never to be had again.</summary>
    /// <exception cref="ArgumentException">The name is not 1 to 64 visible characters, the expiry has passed, or the user has too many tokens.</exception>
    public Task<(ApiTokenView Token, string Text)> CreateAsync(Caller caller, string name, DateTimeOffset? expiresAt, CancellationToken ct) =>
        CreateAsync(caller, new NewApiToken(name, expiresAt), ct);

    /// <summary>Creates a token and returns its text, which is never to be had again.</summary>
    /// <exception cref="ArgumentException">The name is not 1 to 64 visible characters, the expiry has passed, or the user has too many tokens.</exception>
    /// <exception cref="AccessRefusedException">It would be limited to what is nobody's to give.</exception>
    /// <exception cref="NotFoundException">The caller is a limited token itself.</exception>
    public async Task<(ApiTokenView Token, string Text)> CreateAsync(Caller caller, NewApiToken wanted, CancellationToken ct)
    {
        var name = wanted.Name.Trim();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
            throw Invalid($"A token's name is 1 to {MaxName} visible characters.", "name");
        if (wanted.ExpiresAt <= _time.GetUtcNow())
            throw Invalid("A token must expire in the future.", "expiresAt");
        var own = await _cache.GetAsync(caller, ct);
        if (own.IsLimited)
            throw new NotFoundException();
        if (wanted.Rights is { } rights && (rights == BmcRight.None || (rights & ~own.Somewhere) != 0))
            throw new AccessRefusedException("beyond", "A token cannot hold rights that its owner holds nowhere.", "rights");
        var (scope, _) = await _scopes.FindAsync(own, wanted.ScopeKind, wanted.ScopeValue, ct);

        await using var db = await _dbs.CreateDbContextAsync(ct);
        if (await db.ApiTokens.CountAsync(token => token.UserId == caller.UserId, ct) >= MaxPerUser)
            throw Invalid($"A user has at most {MaxPerUser} tokens; delete one first.", "name");

        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretSize));
        var row = new ApiToken
        {
            UserId = caller.UserId,
            Name = name,
            Hash = Hash(text),
            Rights = wanted.Rights,
            ScopeKind = scope.Kind,
            ScopeValue = scope.Value,
            CreatedAt = _time.GetUtcNow(),
            ExpiresAt = wanted.ExpiresAt,
        };
        var detail = $"{name}: {(row.Rights is { } limit ? limit.ToString() : "all rights")} on {(scope.Kind == ScopeKind.Fleet ? "all servers" : $"{scope.Kind} {scope.Value}")}, "
            + (row.ExpiresAt is { } until ? $"until {until:u}" : "without end");
        var correlation = await _audit.IntentAsync(caller, "token.create", null, detail, ct);
        db.ApiTokens.Add(row);
        await db.SaveChangesAsync(ct);
        await _audit.OutcomeAsync(caller, correlation, "token.create", null, "ok", name, CancellationToken.None);
        return ((await ViewAsync([row], ct))[0], text);
    }

    /// <summary>The caller's own tokens. A limited token sees itself.</summary>
    public async Task<IReadOnlyList<ApiTokenView>> ListAsync(Caller caller, CancellationToken ct)
    {
        var only = await OnlyItselfAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var rows = await db.ApiTokens.AsNoTracking().Where(token => token.UserId == caller.UserId && (only == null || token.Id == only)).OrderBy(token => token.CreatedAt).ToListAsync(ct);
        return await ViewAsync(rows, ct);
    }

    /// <summary>Deletes one of the caller's own tokens; false when there is none with that id. What was opened with it ends at once.</summary>
    public async Task<bool> DeleteAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var only = await OnlyItselfAsync(caller, ct);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var row = await db.ApiTokens.SingleOrDefaultAsync(token => token.Id == id && token.UserId == caller.UserId && (only == null || token.Id == only), ct);
        if (row is null)
            return false;
        var correlation = await _audit.IntentAsync(caller, "token.delete", null, row.Name, ct);
        await db.ApiTokens.Where(token => token.Id == id).ExecuteDeleteAsync(ct);
        _bus.Publish(new CredentialEnded(CredentialKind.Token, id.ToString(), "token deleted"));
        _cache.Revoke(new RightsHolder(row.UserId, row.Id));
        await _audit.OutcomeAsync(caller, correlation, "token.delete", null, "ok", row.Name, CancellationToken.None);
        return true;
    }

    /// <summary>Whose a token text is; null when it is unknown, expired, or its user is disabled. Compares hashes only.</summary>
    /// <param name="remoteAddress">Where it comes from; kept as that of its last use.</param>
    public async Task<TokenOwner?> AuthenticateAsync(string text, string? remoteAddress, CancellationToken ct)
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
        var address = remoteAddress?.Length > MaxAddress ? remoteAddress[..MaxAddress] : remoteAddress;
        if (found.Token.LastUsedAt is not { } last || now - last >= s_usedResolution || (address is not null && address != found.Token.LastUsedFrom))
        {
            await db.ApiTokens.Where(token => token.Id == found.Token.Id).ExecuteUpdateAsync(
                set => set.SetProperty(token => token.LastUsedAt, now).SetProperty(token => token.LastUsedFrom, token => address ?? token.LastUsedFrom), ct);
        }

        return new TokenOwner(found.User, found.Token.Id, found.Token.ExpiresAt);
    }

    /// <param name="field">As people call it, in a request or a form.</param>
    private static ArgumentException Invalid(string message, string field) => new(message, field);

    /// <summary>Whether a token is still good: there, not expired, and its user may sign in.</summary>
    public async Task<bool> HoldsAsync(Guid id, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return await db.ApiTokens.AnyAsync(token => token.Id == id && (token.ExpiresAt == null || token.ExpiresAt > now) && db.Users.Any(user => user.Id == token.UserId && !user.Disabled), ct);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private async Task<Guid?> OnlyItselfAsync(Caller caller, CancellationToken ct) => caller.TokenId is { } token && (await _cache.GetAsync(caller, ct)).IsLimited ? token : null;

    private async Task<IReadOnlyList<ApiTokenView>> ViewAsync(IReadOnlyList<ApiToken> rows, CancellationToken ct)
    {
        var names = await _scopes.NamesAsync(ct);
        return [.. rows.Select(row =>
        {
            var scope = new GrantScope(row.ScopeKind, row.ScopeValue);
            return new ApiTokenView(row.Id, row.Name, row.Rights, scope, names.Of(scope), row.CreatedAt, row.ExpiresAt, row.LastUsedAt, row.LastUsedFrom);
        })];
    }
}
