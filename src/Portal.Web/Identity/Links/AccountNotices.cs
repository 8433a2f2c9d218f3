using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Portal.Fleet.Access;
using Portal.Web.Mail;

namespace Portal.Web.Identity.Links;

/// <summary>Tells the owner of an account what happened to it. Whether there is such an account is found out after the answer.</summary>
internal sealed class AccountNotices(MailDesk desk, TimeProvider time)
{
    /// <summary>Somebody failed so often that the account is locked for a while.</summary>
    public void Locked(string emailAsTyped, string? remoteAddress) => Tell(users => users.FindByEmailAsync(emailAsTyped), "locked", remoteAddress);

    /// <param name="user">Whose.</param>
    /// <param name="notice"><c>password</c>, <c>passkey</c>, <c>authenticator</c>, <c>factorGone</c>, <c>connected</c> or <c>disconnected</c>.</param>
    /// <param name="remoteAddress">From where it was done.</param>
    public void Changed(PortalUser user, string notice, string? remoteAddress) => Tell(users => users.FindByIdAsync(user.Id), notice, remoteAddress);

    private void Tell(Func<UserManager<PortalUser>, Task<PortalUser?>> find, string notice, string? remoteAddress)
    {
        var (at, culture) = (time.GetUtcNow(), CultureInfo.CurrentUICulture);
        desk.Add(async (services, _) => await find(services.GetRequiredService<UserManager<PortalUser>>()) is { Email: { } email, Disabled: false }
            ? services.GetRequiredService<LinkMail>().Notice(email, notice, at, remoteAddress, culture)
            : null);
    }
}
