using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Proof;
using Portal.Web.Identity.Links;
using Portal.Web.Identity.Sessions;

namespace Portal.Web.Identity.SingleSignOn;

/// <summary>
/// What a provider's word is worth: whose account it opens, whether one is made, what the groups give, whether a second factor is still asked for. An account is
/// found by issuer and subject, never by an e-mail address alone: an address only leads an invited person to the account that was made for them.
/// </summary>
internal sealed partial class SingleSignOn(
    UserManager<PortalUser> users, SignInService signIn, UserSessions sessions, SessionCookie cookie, ProviderGrants grants, AccountNotices notices, Audit audit,
    TimeProvider time, ILogger<SingleSignOn> logger)
{
    /// <summary>The one page that people come back to: a cookie that follows no link from elsewhere is first sent with the step after it.</summary>
    public const string Landing = "/sign-in/landing";

    /// <summary>What came back is good as far as the protocol goes. Answers where to go on.</summary>
    public async Task<string> FinishAsync(HttpContext context, SsoProvider provider, ClaimsPrincipal principal, AuthenticationProperties properties)
    {
        var trip = SsoTrip.Read(properties);
        try
        {
            var who = SsoPerson.Read(provider, principal) ?? throw new SsoRefusedException("failed", "The answer names nobody.");
            if (!string.Equals(who.Issuer.TrimEnd('/'), provider.Authority.ToString().TrimEnd('/'), StringComparison.Ordinal))
                throw new SsoRefusedException("audience", "The answer is of another issuer.");
            return trip.Purpose switch
            {
                SsoPurpose.Connect => await ConnectAsync(context, provider, who, trip),
                SsoPurpose.Prove => await ProveAsync(context, provider, who, trip),
                _ => await SignInAsync(context, provider, who, trip),
            };
        }
        catch (SsoRefusedException refused)
        {
            return await FailAsync(context, provider, properties, refused.Code, refused);
        }
        catch (AccessRefusedException refused)
        {
            Log.Setup(logger, provider.Key, refused.Message);
            return await FailAsync(context, provider, properties, "setup", refused);
        }
    }

    /// <summary>It came to nothing. Recorded where this browser began it; anybody can call a callback.</summary>
    public async Task<string> FailAsync(HttpContext context, SsoProvider provider, AuthenticationProperties? properties, string word, Exception? why)
    {
        var trip = SsoTrip.Read(properties);
        if (word != "expired")
        {
            var user = trip.Purpose == SsoPurpose.SignIn ? null : (await OwnerAsync(trip, context.RequestAborted))?.User;
            await audit.OutcomeAsync(
                CallerOf(context, user, trip.Session), Guid.NewGuid(), trip.Purpose == SsoPurpose.Prove ? "signin.confirm" : trip.Purpose == SsoPurpose.Connect ? "login.connect" : "signin", null,
                "refused", $"{provider.Key}: {(why is SsoRefusedException ? why.Message : word)}", context.RequestAborted);
            if (why is not null and not SsoRefusedException)
                Log.Failed(logger, provider.Key, word, why);
        }
        return trip.Purpose switch
        {
            SsoPurpose.Connect => Land(QueryHelpers.AddQueryString("/account", "error", $"sso_{word}")),
            SsoPurpose.Prove => Land(QueryHelpers.AddQueryString("/account/confirm", new Dictionary<string, string?> { ["error"] = $"sso_{word}", ["returnUrl"] = trip.ReturnUrl })),
            _ => QueryHelpers.AddQueryString("/sign-in", new Dictionary<string, string?> { ["error"] = $"sso_{word}", ["provider"] = provider.Key, ["returnUrl"] = trip.ReturnUrl }),
        };
    }

    /// <summary>The provider of a person who signed in by one; null where there is none to sign out of.</summary>
    public static string? KeyOf(IEnumerable<UserLoginInfo> logins, IReadOnlyList<SsoProvider> providers) =>
        logins.Select(login => providers.FirstOrDefault(provider => provider.Key == login.ProviderDisplayName)?.Key).FirstOrDefault(key => key is not null);

    private static string Land(string next) => QueryHelpers.AddQueryString(Landing, "returnUrl", next);

    private static Caller CallerOf(HttpContext context, PortalUser? user, Guid? session) =>
        new(user?.Id ?? "", user?.UserName ?? "unknown", "page", context.Connection.RemoteIpAddress?.ToString()) { SessionId = user is null ? null : session };

    private async Task<string> SignInAsync(HttpContext context, SsoProvider provider, SsoPerson who, SsoTrip trip)
    {
        var ct = context.RequestAborted;
        var known = await users.FindByLoginAsync(who.Issuer, who.Subject);
        var belongs = await BelongsAsync(provider, who, ct);
        if (known is { Disabled: true })
            throw new SsoRefusedException("disabled", $"{known.UserName} is disabled.");
        if (known is not null && belongs.IsKnown && known.TenantId != belongs.Tenant)
            throw new SsoRefusedException("tenant", $"{known.UserName} belongs elsewhere than {provider.Key} says.");
        if (known is not null && provider.Rules.Count > 0)
            await grants.SyncAsync(known.Id, provider.Key, belongs.Gives, ct);
        if (provider is { CreatesAccounts: true, Rules.Count: > 0 } && belongs.Gives.Count == 0)
            throw new SsoRefusedException("group", $"{known?.UserName ?? who.Subject} is in none of the groups that give something here.");
        var user = known ?? await AdmitAsync(context, provider, who, belongs, ct);
        await EndEarlierAsync(trip, ct);
        return await signIn.SignInWithProviderAsync(context, user, who.Strong) == SignInOutcome.CodeNeeded
            ? Land(QueryHelpers.AddQueryString("/sign-in/code", "returnUrl", trip.ReturnUrl))
            : Land(trip.ReturnUrl);
    }

    /// <summary>Somebody whom this portal has not seen before: the person who was invited, or a new account.</summary>
    private async Task<PortalUser> AdmitAsync(HttpContext context, SsoProvider provider, SsoPerson who, Belonging belongs, CancellationToken ct)
    {
        if (who.Email is not { } email)
            throw new SsoRefusedException("email", $"{provider.Key} gives no e-mail address of {who.Subject}.");
        if (!who.EmailVerified)
            throw new SsoRefusedException("unverified", $"{provider.Key} has not verified the e-mail address of {who.Subject}.");
        var user = await users.FindByEmailAsync(email);
        if (user is null && !provider.CreatesAccounts)
            throw new SsoRefusedException("unknown", $"Nobody was invited under the address of {who.Subject}.");
        if (user is { Disabled: true })
            throw new SsoRefusedException("disabled", $"{email} is disabled.");
        // A password or another provider opens it already: whoever owns it connects the two by themselves, signed in.
        if (user is not null && (user.PasswordHash is not null || (belongs.IsKnown && user.TenantId != belongs.Tenant)
            || (await users.GetLoginsAsync(user)).Count > 0 || (await users.GetPasskeysAsync(user)).Count > 0))
            throw new SsoRefusedException("conflict", $"There is an account {email} already.");
        var isNew = user is null;
        user ??= new PortalUser { UserName = email, Email = email, DisplayName = who.Name, TenantId = belongs.Tenant, CreatedAt = time.GetUtcNow() };
        var caller = CallerOf(context, user, null);
        var action = isNew ? "user.create" : "login.connect";
        var correlation = await audit.IntentAsync(caller, action, null, $"{email}, by {provider.Key}", ct);
        user.EmailConfirmed = true;
        user.DisplayName ??= who.Name;
        var made = isNew ? await users.CreateAsync(user) : await users.UpdateAsync(user);
        if (made.Succeeded)
            made = await users.AddLoginAsync(user, new UserLoginInfo(who.Issuer, who.Subject, provider.Key));
        await audit.OutcomeAsync(caller, correlation, action, null, made.Succeeded ? "ok" : "failed", null, CancellationToken.None);
        if (!made.Succeeded)
            throw new SsoRefusedException("failed", "The account could not be written; somebody may have been faster.");
        if (provider.Rules.Count > 0)
            await grants.SyncAsync(user.Id, provider.Key, belongs.Gives, ct);
        return user;
    }

    /// <summary>Whoever is signed in wants to come in this way, too.</summary>
    private async Task<string> ConnectAsync(HttpContext context, SsoProvider provider, SsoPerson who, SsoTrip trip)
    {
        var ct = context.RequestAborted;
        if (await OwnerAsync(trip, ct) is not { } owner)
            throw new SsoRefusedException("expired", "The session has ended meanwhile.");
        if (await users.FindByLoginAsync(who.Issuer, who.Subject) is { } other)
        {
            return other.Id == owner.User.Id
                ? Land(QueryHelpers.AddQueryString("/account", "done", "connected"))
                : throw new SsoRefusedException("taken", $"This account of {provider.Key} opens another one here.");
        }
        var belongs = await BelongsAsync(provider, who, ct);
        if (belongs.IsKnown && owner.User.TenantId != belongs.Tenant)
            throw new SsoRefusedException("tenant", $"{owner.User.UserName} belongs elsewhere than {provider.Key} says.");
        var caller = CallerOf(context, owner.User, trip.Session);
        Guid correlation;
        try
        {
            correlation = await audit.IntentAsync(caller, "login.connect", null, provider.Key, ct);
        }
        catch (ProofNeededException)
        {
            throw new SsoRefusedException("expired", "It took too long.");
        }
        var result = await users.AddLoginAsync(owner.User, new UserLoginInfo(who.Issuer, who.Subject, provider.Key));
        await audit.OutcomeAsync(caller, correlation, "login.connect", null, result.Succeeded ? "ok" : "failed", provider.Key, CancellationToken.None);
        if (!result.Succeeded)
            throw new SsoRefusedException("failed", "It could not be written.");
        notices.Changed(owner.User, "connected", caller.RemoteAddress);
        return Land(QueryHelpers.AddQueryString("/account", "done", "connected"));
    }

    /// <summary>Proves again who somebody is: they signed in there a moment ago, not only some time today.</summary>
    private async Task<string> ProveAsync(HttpContext context, SsoProvider provider, SsoPerson who, SsoTrip trip)
    {
        var ct = context.RequestAborted;
        if (await OwnerAsync(trip, ct) is not { } owner || trip.Session is not { } session)
            throw new SsoRefusedException("expired", "The session has ended meanwhile.");
        if ((await users.FindByLoginAsync(who.Issuer, who.Subject))?.Id != owner.User.Id)
            throw new SsoRefusedException("other", $"{provider.Key} vouches for somebody else.");
        if (who.SignedInAt is not { } at || at < time.GetUtcNow() - ProofRules.Recent)
            throw new SsoRefusedException("time", $"{provider.Key} did not ask again.");
        await audit.OutcomeAsync(CallerOf(context, owner.User, session), Guid.NewGuid(), "signin.confirm", null, "ok", provider.Key, ct);
        cookie.Write(context.Response, await sessions.ConfirmAsync(session, who.Strong, ct));
        return Land(trip.ReturnUrl);
    }

    /// <summary>What the groups say: where the person belongs, and what they get.</summary>
    private async Task<Belonging> BelongsAsync(SsoProvider provider, SsoPerson who, CancellationToken ct)
    {
        var rules = provider.Rules.Where(rule => who.Groups.Contains(rule.Group, StringComparer.Ordinal)).ToList();
        var homes = rules.Select(rule => rule.Tenant ?? provider.Tenant).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (homes.Count > 1)
            throw new SsoRefusedException("tenant", $"{who.Subject} is in groups of more than one tenant: {string.Join(", ", homes.Select(home => home ?? "the platform"))}.");
        var home = homes.Count == 1 ? homes[0] : provider.Tenant;
        var tenant = home is null ? (Guid?)null : await grants.FindTenantAsync(home, ct)
            ?? throw new AccessRefusedException("tenant_unknown", $"There is no tenant {home}, which the settings of {provider.Key} name.");
        return new Belonging(homes.Count == 1 || provider.Tenant is not null, tenant, [.. rules.Select(rule => rule.Role).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Whose session a trip began in, if that holds still.</summary>
    private async Task<(PortalUser User, Guid Session)?> OwnerAsync(SsoTrip trip, CancellationToken ct) =>
        trip.Session is { } id && await sessions.ReadAsync(id, ct) is { } session && await users.FindByIdAsync(session.UserId) is { Disabled: false } user ? (user, id) : null;

    /// <summary>The session that this browser had before ends: its cookie did not come along.</summary>
    private async Task EndEarlierAsync(SsoTrip trip, CancellationToken ct)
    {
        if (await OwnerAsync(trip, ct) is { } before)
            await sessions.EndAsync(before.User.Id, before.Session, "signed in again", ct);
    }

    /// <param name="IsKnown">The provider says where they belong.</param>
    private sealed record Belonging(bool IsKnown, Guid? Tenant, IReadOnlyList<string> Gives);

    private static partial class Log
    {
        [LoggerMessage(4130, LogLevel.Warning, "A sign-in by {Provider} failed ({Word}).")]
        public static partial void Failed(ILogger logger, string provider, string word, Exception exception);

        [LoggerMessage(4131, LogLevel.Error, "The settings of {Provider} do not fit this portal: {Why}")]
        public static partial void Setup(ILogger logger, string provider, string why);
    }
}
