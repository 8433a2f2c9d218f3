using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Fleet.SignIn;
using Portal.Web.Identity.Links;
using Portal.Web.Identity.Passwords;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Identity;

/// <summary>Signs people in and out. Answers and times are the same whether or not there is such a user.</summary>
internal sealed class SignInService(
    UserManager<PortalUser> users, SignInManager<PortalUser> passkeys, IPasswordHasher<PortalUser> hasher, SignInThrottle throttle, KnownDevices devices,
    UserSessions sessions, SessionCookie cookie, AuthenticatorApps apps, RecoveryCodes recovery, PendingSignIn pending, AccountNotices notices, PortalOptions options, Audit audit)
{
    private static readonly PortalUser s_nobody = new();

    public async Task<SignInOutcome> SignInAsync(HttpContext context, string email, string password)
    {
        var ct = context.RequestAborted;
        var address = AddressOf(context);
        var device = devices.Find(context.Request, email);
        var attempt = throttle.TryBegin(email, address, device);
        if (attempt == SignInAttempt.Refused)
        {
            await RecordAsync(null, address, "refused", "too many failures", ct);
            return SignInOutcome.Locked;
        }
        var user = password.Length <= PasswordRules.MostLength ? await users.FindByEmailAsync(email) : null;
        if (!await CheckPasswordAsync(user, password) || user is null || user.Disabled)
        {
            if (attempt == SignInAttempt.Last)
                notices.Locked(email, address);
            await RecordAsync(user, address, "refused", user switch { null => "no such user", { Disabled: true } => "disabled", _ => "wrong password" }, ct);
            return SignInOutcome.Credentials;
        }
        throttle.Succeed(email, address, device);
        if (await NeedsSecondFactorAsync(user, ct))
        {
            await RecordAsync(user, address, "intent", "password, second factor asked for", ct);
            pending.Write(context.Response, user);
            return SignInOutcome.CodeNeeded;
        }
        await BeginAsync(context, user, SignInMethod.Password, strong: false);
        return SignInOutcome.Done;
    }

    /// <summary>The second step: a code of the authenticator, or one of recovery.</summary>
    public async Task<SignInOutcome> EnterCodeAsync(HttpContext context, string code, bool isRecovery)
    {
        var ct = context.RequestAborted;
        var address = AddressOf(context);
        if (await FindPendingAsync(context) is not { } user)
            return SignInOutcome.Expired;
        var attempt = throttle.TryBegin($"code {user.Id}", address);
        if (attempt == SignInAttempt.Refused)
        {
            await RecordAsync(user, address, "refused", "too many codes", ct);
            return SignInOutcome.Locked;
        }
        if (!await (isRecovery ? recovery.UseAsync(user.Id, code, ct) : apps.VerifyAsync(user.Id, code, ct)))
        {
            if (attempt == SignInAttempt.Last)
            {
                pending.Delete(context);
                notices.Locked(user.Email ?? "", address);
            }
            await RecordAsync(user, address, "refused", isRecovery ? "wrong recovery code" : "wrong code", ct);
            return attempt == SignInAttempt.Last ? SignInOutcome.Locked : SignInOutcome.Code;
        }
        throttle.Succeed($"code {user.Id}", address);
        await BeginAsync(context, user, isRecovery ? SignInMethod.RecoveryCode : SignInMethod.Code, strong: true);
        return SignInOutcome.Done;
    }

    /// <summary>A passkey in place of everything else. The answer of the browser is checked against the challenge that it got.</summary>
    public async Task<SignInOutcome> SignInWithPasskeyAsync(HttpContext context, string credential)
    {
        var address = AddressOf(context);
        if (throttle.TryBegin("passkey", address) == SignInAttempt.Refused)
            return SignInOutcome.Locked;
        if (await CheckPasskeyAsync(credential) is not { Disabled: false } user)
        {
            await RecordAsync(null, address, "refused", "unknown passkey", context.RequestAborted);
            return SignInOutcome.Credentials;
        }
        throttle.Succeed("passkey", address);
        await BeginAsync(context, user, SignInMethod.Passkey, strong: true);
        return SignInOutcome.Done;
    }

    /// <summary>A provider of single sign-on vouches for somebody. Who shows codes here shows one, unless a second factor was shown there.</summary>
    public async Task<SignInOutcome> SignInWithProviderAsync(HttpContext context, PortalUser user, bool strong)
    {
        var ct = context.RequestAborted;
        if (!strong && await NeedsSecondFactorAsync(user, ct))
        {
            await RecordAsync(user, AddressOf(context), "intent", "single sign-on, second factor asked for", ct);
            pending.Write(context.Response, user);
            return SignInOutcome.CodeNeeded;
        }
        await BeginAsync(context, user, SignInMethod.SingleSignOn, strong);
        return SignInOutcome.Done;
    }

    /// <summary>Begins a session for somebody who has proved enough, and ends the one that this browser had.</summary>
    public async Task BeginAsync(HttpContext context, PortalUser user, SignInMethod method, bool strong)
    {
        var ct = context.RequestAborted;
        var address = AddressOf(context);
        await RecordAsync(user, address, "ok", WordOf(method), ct);
        if (context.User.FindSessionId() is { } before && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } owner)
            await sessions.EndAsync(owner, before, "signed in again", ct);
        var (_, key) = await sessions.BeginAsync(user, method, strong, address, context.Request.Headers.UserAgent.ToString(), ct);
        cookie.Write(context.Response, key);
        pending.Delete(context);
        devices.Remember(context, user.Email ?? user.Id);
    }

    /// <summary>Ends this session; its consoles, pages and downloads stop at once. Other sessions go on.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        if (context.User.FindSessionId() is { } session && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id)
        {
            await sessions.RemoveAsync(id, session, CancellationToken.None);
            context.Response.OnCompleted(() =>
            {
                sessions.Announce(session, "signed out");
                return Task.CompletedTask;
            });
            await audit.OutcomeAsync(context.GetCaller("page"), Guid.NewGuid(), "signout", null, "ok", null, CancellationToken.None);
        }
        cookie.Delete(context.Response);
    }

    /// <summary>The provider that vouched for the person of this session; null for who came in otherwise.</summary>
    public async Task<string?> FindProviderAsync(HttpContext context) =>
        context.User.FindSessionId() is { } id && await sessions.ReadAsync(id, context.RequestAborted) is { Method: SignInMethod.SingleSignOn } session
        && await users.FindByIdAsync(session.UserId) is { } user
            ? SingleSignOn.SingleSignOn.KeyOf(await users.GetLoginsAsync(user), options.SignIn.Providers)
            : null;

    /// <summary>Whose password was right a moment ago; null when that is too long ago, or has changed since.</summary>
    public async Task<PortalUser?> FindPendingAsync(HttpContext context) =>
        pending.Read(context.Request) is { } found && await users.FindByIdAsync(found.UserId) is { Disabled: false } user && user.SecurityStamp == found.Stamp ? user : null;

    /// <summary>Takes as long for nobody as for somebody, and for somebody who has no password.</summary>
    public async Task<bool> CheckPasswordAsync(PortalUser? user, string password)
    {
        if (user?.PasswordHash is not null)
            return await users.CheckPasswordAsync(user, password);
        hasher.VerifyHashedPassword(s_nobody, NobodysPassword.Hash, password);
        return false;
    }

    /// <summary>Whose passkey this is; null when it is nobody's, or does not answer the challenge.</summary>
    public async Task<PortalUser?> CheckPasskeyAsync(string credential)
    {
        if (credential.Length is 0 or > 32 * 1024)
            return null;
        try
        {
            var result = await passkeys.PerformPasskeyAssertionAsync(credential);
            if (!result.Succeeded)
                return null;
            // The counter of the key goes on.
            await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
            return result.User;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.Text.Json.JsonException or FormatException)
        {
            // No challenge was given out, or this is no answer to one.
            return null;
        }
    }

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    private static string WordOf(SignInMethod method) => method switch
    {
        SignInMethod.Code => "code",
        SignInMethod.RecoveryCode => "recovery code",
        SignInMethod.Passkey => "passkey",
        SignInMethod.SingleSignOn => "single sign-on",
        _ => "password",
    };

    /// <summary>Whoever has an authenticator shows it. Where a second factor is demanded, a passkey is one too; who has neither gets to the page that makes one.</summary>
    private async Task<bool> NeedsSecondFactorAsync(PortalUser user, CancellationToken ct) =>
        await apps.IsActiveAsync(user.Id, ct) || (options.SignIn.RequiresSecondFactor(user.TenantId) && (await users.GetPasskeysAsync(user)).Count > 0);

    /// <summary>The e-mail as typed is not recorded: people type their password into the wrong field.</summary>
    private Task RecordAsync(PortalUser? user, string? address, string outcome, string? detail, CancellationToken ct) =>
        audit.OutcomeAsync(new Caller(user?.Id ?? "", user?.UserName ?? "unknown", "page", address), Guid.NewGuid(), "signin", null, outcome, detail, ct);
}
