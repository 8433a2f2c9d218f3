using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Web.Identity.Passwords;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Identity;

/// <summary>Reads what a person may see of their own account.</summary>
internal sealed class MyAccountReader(IServiceScopeFactory scopes, IDbContextFactory<PortalDb> dbs, UserSessions sessions, AuthenticatorApps apps, RecoveryCodes recovery,
    PortalOptions options)
{
    private const int SignIns = 10;

    /// <exception cref="NotFoundException">Nobody is signed in any more.</exception>
    public async Task<MyAccount> ReadAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        // A scope of its own: a circuit's would keep what it read first.
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || await users.FindByIdAsync(id) is not { } user)
            throw new NotFoundException();
        var mine = principal.FindSessionId();
        return new MyAccount
        {
            HasPassword = user.PasswordHash is not null,
            Providers = await ReadProvidersAsync(users, user),
            Email = user.Email ?? user.UserName ?? "",
            DisplayName = user.DisplayName,
            PasswordChangedAt = user.PasswordChangedAt,
            LeastPassword = PasswordRules.LeastLengthOf(user),
            AuthenticatorSince = await apps.ActiveSinceAsync(id, ct),
            RecoveryCodesLeft = await recovery.CountLeftAsync(id, ct),
            Passkeys = [.. (await users.GetPasskeysAsync(user)).OrderBy(passkey => passkey.CreatedAt)
                .Select(passkey => new MyPasskey(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name, passkey.CreatedAt, passkey.IsBackedUp))],
            Sessions = [.. (await sessions.ListAsync(id, ct)).OrderByDescending(session => session.Id == mine)
                .Select(session => new MySession(session.Id, session.Id == mine, DeviceWords.BrowserOf(session.Agent), DeviceWords.SystemOf(session.Agent), session.Method, session.Address, session.SeenAt))],
            SignIns = await ReadSignInsAsync(id, ct),
        };
    }

    /// <summary>How the person can prove again who they are.</summary>
    public async Task<ProofWays> ReadWaysAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || await users.FindByIdAsync(id) is not { } user)
            return new ProofWays(true, []);
        return new ProofWays(user.PasswordHash is not null, [.. (await ReadProvidersAsync(users, user)).Where(provider => provider.Connected)]);
    }

    private async Task<IReadOnlyList<MyProvider>> ReadProvidersAsync(UserManager<PortalUser> users, PortalUser user)
    {
        if (options.SignIn.Providers.Count == 0)
            return [];
        var connected = (await users.GetLoginsAsync(user)).Select(login => login.ProviderDisplayName).ToHashSet(StringComparer.Ordinal);
        return [.. options.SignIn.Providers.Select(provider => new MyProvider(provider.Key, provider.Name, connected.Contains(provider.Key)))];
    }

    private async Task<IReadOnlyList<MySignIn>> ReadSignInsAsync(string id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.UserId == id && entry.Action == "signin" && entry.Outcome != "intent")
            .OrderByDescending(entry => entry.Id).Take(SignIns).Select(entry => new MySignIn(entry.Id, entry.At, entry.Outcome == "ok", entry.RemoteAddress)).ToListAsync(ct);
    }
}
