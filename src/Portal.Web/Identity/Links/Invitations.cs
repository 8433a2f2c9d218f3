using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Fleet.SignIn;
using Portal.Web.Identity.Passwords;
using Portal.Web.Identity.Sessions;
using Portal.Web.Mail;

namespace Portal.Web.Identity.Links;

/// <summary>
/// Brings people in and back in. A link goes by mail, and whoever may manage people gets it as well, this once, to hand it over by other ways; whoever asks for
/// a link without being signed in learns nothing.
/// </summary>
internal sealed class Invitations(
    UserManager<PortalUser> users, OneTimeLinks links, LinkMail texts, MailDesk mail, ResetLimit limit, UserSessions sessions, AccountNotices notices, Audit audit, TimeProvider time)
{
    /// <summary>Adds a person without a password and answers their link. The caller has checked that this is allowed, and gives roles afterwards.</summary>
    /// <exception cref="InvalidInvitationException">The address is none, or somebody has it already.</exception>
    public async Task<(PortalUser User, string Link)> InviteAsync(Caller caller, string email, string? name, Guid? tenantId, CancellationToken ct)
    {
        email = email.Trim();
        if (!SetupService.IsEmail(email))
            throw new InvalidInvitationException("invalid_email", "This is not an e-mail address.");
        var user = new PortalUser { UserName = email, Email = email, DisplayName = AccountNames.Clean(name), TenantId = tenantId, CreatedAt = time.GetUtcNow() };
        var correlation = await audit.IntentAsync(caller, "user.invite", null, email, ct);
        var result = await users.CreateAsync(user);
        if (!result.Succeeded)
        {
            await audit.OutcomeAsync(caller, correlation, "user.invite", null, "failed", email, CancellationToken.None);
            throw new InvalidInvitationException("email_taken", "Somebody has this e-mail address already.");
        }
        var link = await SendAsync(user, LinkPurpose.Invitation, ct);
        await audit.OutcomeAsync(caller, correlation, "user.invite", null, "ok", email, CancellationToken.None);
        return (user, link);
    }

    /// <summary>A new link for somebody who forgot the password or let the invitation lapse. The present password holds until the link is used.</summary>
    public async Task<string> RenewAsync(Caller caller, PortalUser user, CancellationToken ct)
    {
        var correlation = await audit.IntentAsync(caller, "user.link", null, user.Email, ct);
        var link = await SendAsync(user, user.PasswordHash is null ? LinkPurpose.Invitation : LinkPurpose.Reset, ct);
        await audit.OutcomeAsync(caller, correlation, "user.link", null, "ok", user.Email, CancellationToken.None);
        return link;
    }

    /// <summary>Somebody forgot a password. Whether there is such a person, and everything else, happens after the answer.</summary>
    public void Ask(string email, string? remoteAddress)
    {
        var culture = CultureInfo.CurrentUICulture;
        if (email.Length > 254 || !limit.TryTake(email))
            return;
        mail.Add(async (services, ct) =>
        {
            var people = services.GetRequiredService<UserManager<PortalUser>>();
            if (await people.FindByEmailAsync(email) is not { Disabled: false, Email: { } to } user)
                return null;
            // Whom a provider of single sign-on vouches for has no password here; a letter must not be a way around the provider.
            if (user.PasswordHash is null && (await people.GetLoginsAsync(user)).Count > 0)
                return null;
            var purpose = user.PasswordHash is null ? LinkPurpose.Invitation : LinkPurpose.Reset;
            var (link, until) = await services.GetRequiredService<OneTimeLinks>().CreateAsync(user.Id, purpose, ct);
            await services.GetRequiredService<Audit>().OutcomeAsync(
                new Caller(user.Id, user.UserName ?? to, "page", remoteAddress), Guid.NewGuid(), "user.link", null, "ok", "asked for by the person", ct);
            return services.GetRequiredService<LinkMail>().Link(to, purpose, link, until, culture);
        });
    }

    /// <summary>Sets the password that the link is for. Every session of the person ends; second factors stay.</summary>
    public async Task<LinkOutcome> RedeemAsync(string token, string password, string confirm, string? remoteAddress, CancellationToken ct)
    {
        if (await links.FindAsync(token, ct) is not { } found || await users.FindByIdAsync(found.UserId) is not { } user)
            return LinkOutcome.Link;
        if (password != confirm)
            return LinkOutcome.PasswordMismatch;
        foreach (var rule in users.PasswordValidators)
        {
            var verdict = await rule.ValidateAsync(users, user, password);
            if (!verdict.Succeeded)
                return verdict.Errors.Any(error => error.Code == PasswordRules.TooShort) ? LinkOutcome.PasswordShort : LinkOutcome.PasswordWeak;
        }
        if (!await links.UseAsync(token, ct))
            return LinkOutcome.Link;
        var caller = new Caller(user.Id, user.UserName ?? user.Id, "page", remoteAddress);
        var correlation = await audit.IntentAsync(caller, "password.set", null, found.Purpose == LinkPurpose.Invitation ? "by invitation" : "by reset", ct);
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.PasswordChangedAt = time.GetUtcNow();
        user.EmailConfirmed = true;
        var result = await users.UpdateSecurityStampAsync(user);
        await audit.OutcomeAsync(caller, correlation, "password.set", null, result.Succeeded ? "ok" : "failed", null, CancellationToken.None);
        if (!result.Succeeded)
            return LinkOutcome.Link;
        await sessions.EndOthersAsync(user.Id, null, "password changed", CancellationToken.None);
        if (found.Purpose == LinkPurpose.Reset)
            notices.Changed(user, "password", remoteAddress);
        return LinkOutcome.Done;
    }

    private async Task<string> SendAsync(PortalUser user, LinkPurpose purpose, CancellationToken ct)
    {
        var (link, until) = await links.CreateAsync(user.Id, purpose, ct);
        if (user.Email is { } to)
            mail.Add(texts.Link(to, purpose, link, until, CultureInfo.CurrentUICulture));
        return link;
    }
}
