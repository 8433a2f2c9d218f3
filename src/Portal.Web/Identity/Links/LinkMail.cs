using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Fleet.SignIn;
using Portal.Web.Mail;

namespace Portal.Web.Identity.Links;

/// <summary>The mails that people get about their account, in the language of the page that caused them.</summary>
internal sealed class LinkMail(IStringLocalizer<Text> texts, TimeProvider time)
{
    public OutgoingMail Link(string to, LinkPurpose purpose, string link, DateTimeOffset expiresAt, CultureInfo culture) => In(culture, () =>
    {
        var key = purpose == LinkPurpose.Invitation ? "mail.invitation" : "mail.reset";
        var until = expiresAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
        return new OutgoingMail(to, texts[$"{key}.subject"], texts[$"{key}.text", link, until].Value.ReplaceLineEndings("\n")) { KeepFor = expiresAt - time.GetUtcNow() };
    });

    /// <param name="notice"><c>locked</c>, <c>password</c>, <c>passkey</c>, <c>authenticator</c>, <c>factorGone</c>, <c>connected</c> or <c>disconnected</c>.</param>
    public OutgoingMail Notice(string to, string notice, DateTimeOffset at, string? remoteAddress, CultureInfo culture) => In(culture, () =>
        new OutgoingMail(to, texts[$"mail.{notice}.subject"],
            texts[$"mail.{notice}.text", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC", remoteAddress ?? "-"].Value.ReplaceLineEndings("\n")));

    private static OutgoingMail In(CultureInfo culture, Func<OutgoingMail> write)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
