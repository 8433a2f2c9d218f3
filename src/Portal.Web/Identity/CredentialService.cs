using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Web.Identity.Links;
using Portal.Web.Identity.Passwords;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Identity;

/// <summary>What people change about how they sign in. Each change is audited before and after, and the owner is told by mail.</summary>
internal sealed class CredentialService(
    UserManager<PortalUser> users, SignInManager<PortalUser> passkeys, SignInService signIn, SignInThrottle throttle, UserSessions sessions, SessionCookie cookie,
    AuthenticatorApps apps, RecoveryCodes recovery, ShownOnce shown, AccountNotices notices, Audit audit, TimeProvider time)
{
    public const int MostPasskeys = 20;

    /// <summary>The person of a request.</summary>
    /// <exception cref="NotFoundException">Nobody's.</exception>
    public async Task<PortalUser> GetUserAsync(ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && await users.FindByIdAsync(id) is { } found ? found : throw new NotFoundException();

    /// <summary>Another password, by who knows the present one. All other sessions of the person end.</summary>
    public async Task<string?> ChangePasswordAsync(HttpContext context, string present, string password, string confirm)
    {
        var user = await GetUserAsync(context.User);
        if (await ProveAsync(context, user, () => signIn.CheckPasswordAsync(user, present)) is { } refused)
            return refused == "wrong" ? "present" : refused;
        if (password != confirm)
            return "password_mismatch";
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "password.change", null, null, context.RequestAborted);
        user.PasswordChangedAt = time.GetUtcNow();
        user.KeptSession = context.User.FindSessionId()?.ToString("N");
        var result = await users.ChangePasswordAsync(user, present, password);
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "password.change", null, result.Succeeded ? "ok" : "refused", null, CancellationToken.None);
        if (!result.Succeeded)
            return result.Errors.Any(error => error.Code == PasswordRules.TooShort) ? "password_short" : "password_weak";
        await AfterChangeAsync(context, user);
        notices.Changed(user, "password", AddressOf(context));
        return null;
    }

    public async Task RenameAsync(HttpContext context, string? name)
    {
        var user = await GetUserAsync(context.User);
        user.DisplayName = AccountNames.Clean(name);
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "account.rename", null, user.DisplayName, context.RequestAborted);
        await users.UpdateAsync(user);
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "account.rename", null, "ok", user.DisplayName, CancellationToken.None);
    }

    /// <summary>The first code of a new authenticator. Recovery codes come with it where there are none left.</summary>
    public async Task<bool> ConfirmAuthenticatorAsync(HttpContext context, string code)
    {
        var ct = context.RequestAborted;
        var user = await GetUserAsync(context.User);
        if (throttle.TryBegin($"code {user.Id}", AddressOf(context)) == SignInAttempt.Refused)
            return false;
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "authenticator.add", null, null, ct);
        var good = await apps.ConfirmAsync(user.Id, code, ct);
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "authenticator.add", null, good ? "ok" : "refused", null, CancellationToken.None);
        if (!good)
            return false;
        throttle.Succeed($"code {user.Id}", AddressOf(context));
        await AfterFactorAsync(context, user, "authenticator");
        return true;
    }

    public async Task RemoveAuthenticatorAsync(HttpContext context)
    {
        var user = await GetUserAsync(context.User);
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "authenticator.remove", null, null, context.RequestAborted);
        await apps.RemoveAsync(user.Id, context.RequestAborted);
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "authenticator.remove", null, "ok", null, CancellationToken.None);
        notices.Changed(user, "factorGone", AddressOf(context));
    }

    /// <summary>Ten new recovery codes, for the page that shows them once.</summary>
    public async Task RenewRecoveryCodesAsync(HttpContext context)
    {
        var user = await GetUserAsync(context.User);
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "recovery.renew", null, null, context.RequestAborted);
        await ShowNewCodesAsync(context, user);
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "recovery.renew", null, "ok", null, CancellationToken.None);
    }

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<string?> BeginPasskeyAsync(HttpContext context)
    {
        var user = await GetUserAsync(context.User);
        if ((await users.GetPasskeysAsync(user)).Count >= MostPasskeys)
            return null;
        var name = user.Email ?? user.UserName ?? user.Id;
        return await passkeys.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id, Name = name, DisplayName = user.DisplayName ?? name });
    }

    /// <summary>The passkey that the browser made.</summary>
    public async Task<bool> AddPasskeyAsync(HttpContext context, string credential, string? name)
    {
        var user = await GetUserAsync(context.User);
        if (credential.Length is 0 or > 32 * 1024)
            return false;
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "passkey.add", null, AccountNames.Clean(name), context.RequestAborted);
        var good = false;
        try
        {
            var result = await passkeys.PerformPasskeyAttestationAsync(credential);
            if (result.Succeeded && result.UserEntity.Id == user.Id && (await users.GetPasskeysAsync(user)).Count < MostPasskeys)
            {
                result.Passkey.Name = AccountNames.Clean(name);
                good = (await users.AddOrUpdatePasskeyAsync(user, result.Passkey)).Succeeded;
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.Text.Json.JsonException or FormatException)
        {
            // No challenge was given out, or this is no answer to one.
        }
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "passkey.add", null, good ? "ok" : "refused", AccountNames.Clean(name), CancellationToken.None);
        if (good)
            await AfterFactorAsync(context, user, "passkey");
        return good;
    }

    public async Task<bool> RenamePasskeyAsync(HttpContext context, byte[] id, string? name)
    {
        var user = await GetUserAsync(context.User);
        if (await users.GetPasskeyAsync(user, id) is not { } passkey)
            return false;
        passkey.Name = AccountNames.Clean(name);
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "passkey.rename", null, passkey.Name, context.RequestAborted);
        var good = (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded;
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "passkey.rename", null, good ? "ok" : "failed", passkey.Name, CancellationToken.None);
        return good;
    }

    public async Task<bool> RemovePasskeyAsync(HttpContext context, byte[] id)
    {
        var user = await GetUserAsync(context.User);
        if (await users.GetPasskeyAsync(user, id) is not { } passkey)
            return false;
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "passkey.remove", null, passkey.Name, context.RequestAborted);
        var good = (await users.RemovePasskeyAsync(user, id)).Succeeded;
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "passkey.remove", null, good ? "ok" : "failed", passkey.Name, CancellationToken.None);
        notices.Changed(user, "factorGone", AddressOf(context));
        return good;
    }

    /// <summary>A provider of single sign-on opens the account no more. Null when it is done, else <c>last_way</c> where nothing else would, or <c>gone</c>.</summary>
    public async Task<string?> DisconnectAsync(HttpContext context, string provider)
    {
        var user = await GetUserAsync(context.User);
        var logins = await users.GetLoginsAsync(user);
        if (logins.FirstOrDefault(login => login.ProviderDisplayName == provider) is not { } login)
            return "gone";
        if (user.PasswordHash is null && logins.Count == 1 && (await users.GetPasskeysAsync(user)).Count == 0)
            return "last_way";
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "login.disconnect", null, provider, context.RequestAborted);
        var mine = context.User.FindSessionId();
        user.KeptSession = mine?.ToString("N");
        var good = (await users.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey)).Succeeded;
        // Identity makes another security stamp: who came in by the provider elsewhere is out, and here one stays.
        if (good && mine is { } session)
            await sessions.KeepAsync(session, user, CancellationToken.None);
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "login.disconnect", null, good ? "ok" : "failed", provider, CancellationToken.None);
        notices.Changed(user, "disconnected", AddressOf(context));
        return good ? null : "gone";
    }

    /// <summary>Proves again who somebody is, by password, code or passkey: dangerous verbs work for five minutes. Null when it is proved, else <c>wrong</c> or <c>locked</c>.</summary>
    public async Task<string?> ConfirmAsync(HttpContext context, string? password, string? code, string? credential)
    {
        var user = await GetUserAsync(context.User);
        if (context.User.FindSessionId() is not { } session)
            throw new NotFoundException();
        var strong = password is not { Length: > 0 };
        var refused = await ProveAsync(context, user, async () => (password, code, credential) switch
        {
            ({ Length: > 0 } text, _, _) => await signIn.CheckPasswordAsync(user, text),
            (_, { Length: > 0 } text, _) => await apps.VerifyAsync(user.Id, text, context.RequestAborted),
            (_, _, { } text) => (await signIn.CheckPasskeyAsync(text))?.Id == user.Id,
            _ => false,
        });
        await audit.OutcomeAsync(context.GetCaller("page"), Guid.NewGuid(), "signin.confirm", null, refused is null ? "ok" : "refused", null, CancellationToken.None);
        if (refused is null)
            cookie.Write(context.Response, await sessions.ConfirmAsync(session, strong, context.RequestAborted));
        return refused;
    }

    /// <summary>Ends one of the person's other sessions, or all of them.</summary>
    public async Task<int> EndSessionsAsync(HttpContext context, Guid? only)
    {
        var user = await GetUserAsync(context.User);
        var mine = context.User.FindSessionId();
        var correlation = await audit.IntentAsync(context.GetCaller("page"), "session.end", null, only is null ? "all others" : "one", context.RequestAborted);
        var ended = only is { } id
            ? await sessions.EndAsync(user.Id, id, "ended by its owner", context.RequestAborted) ? 1 : 0
            : await sessions.EndOthersAsync(user.Id, mine, "ended by its owner", context.RequestAborted);
        await audit.OutcomeAsync(context.GetCaller("page"), correlation, "session.end", null, "ok", $"{ended} ended", CancellationToken.None);
        return ended;
    }

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    private async Task<string?> ProveAsync(HttpContext context, PortalUser user, Func<Task<bool>> check)
    {
        var attempt = throttle.TryBegin($"confirm {user.Id}", AddressOf(context));
        if (attempt == SignInAttempt.Refused)
            return "locked";
        if (!await check())
        {
            if (attempt == SignInAttempt.Last)
                notices.Locked(user.Email ?? "", AddressOf(context));
            return "wrong";
        }
        throttle.Succeed($"confirm {user.Id}", AddressOf(context));
        return null;
    }

    private async Task AfterFactorAsync(HttpContext context, PortalUser user, string notice)
    {
        notices.Changed(user, notice, AddressOf(context));
        if (context.User.FindSessionId() is not { } session)
            return;
        cookie.Write(context.Response, await sessions.ConfirmAsync(session, strong: true, context.RequestAborted));
        if (await recovery.CountLeftAsync(user.Id, context.RequestAborted) == 0)
            await ShowNewCodesAsync(context, user);
    }

    private async Task ShowNewCodesAsync(HttpContext context, PortalUser user)
    {
        if (context.User.FindSessionId() is { } session)
            shown.Keep(session, await recovery.RenewAsync(user.Id, context.RequestAborted));
    }

    private async Task AfterChangeAsync(HttpContext context, PortalUser user)
    {
        var mine = context.User.FindSessionId();
        if (mine is { } session)
        {
            await sessions.KeepAsync(session, user, CancellationToken.None);
            cookie.Write(context.Response, await sessions.ConfirmAsync(session, strong: false, CancellationToken.None));
        }
        await sessions.EndOthersAsync(user.Id, mine, "password changed", CancellationToken.None);
    }
}
