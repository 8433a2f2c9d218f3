using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Portal.Web.Mail;

/// <summary>Hands one mail over: to the SMTP server, or into the folder.</summary>
internal sealed class MailSender(PortalOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(options.Mail.From));
        message.To.Add(new MailboxAddress(null, mail.To));
        message.Subject = mail.Subject;
        message.Date = time.GetUtcNow();
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = mail.Text };
        if (options.Mail.Host is { } host)
            await SubmitAsync(host, message, ct);
        else
            await DropAsync(message, ct);
    }

    private async Task SubmitAsync(string host, MimeMessage message, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_limit);
        using var smtp = new SmtpClient { CheckCertificateRevocation = false };
        if (options.Mail.AuthorityFile is { } authority)
            smtp.ServerCertificateValidationCallback = (_, certificate, _, errors) => MailTrust.Holds(authority, certificate, errors);
        await smtp.ConnectAsync(host, options.Mail.Port, options.Mail.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, limit.Token);
        if (options.Mail.UserName is { } user)
        {
            // Read each time: a changed password needs no restart, and none lies in memory.
            var password = options.Mail.PasswordFile is { } file ? (await File.ReadAllLinesAsync(file, limit.Token)).FirstOrDefault() ?? "" : "";
            await smtp.AuthenticateAsync(user, password, limit.Token);
        }
        await smtp.SendAsync(message, limit.Token);
        await smtp.DisconnectAsync(quit: true, limit.Token);
    }

    /// <summary>Written under another name first: who collects the folder never sees half a mail.</summary>
    private async Task DropAsync(MimeMessage message, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(options.Mail.PickupDirectory).FullName;
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid():N}");
        var unfinished = Path.Combine(folder, $".{name}.part");
        await using (var file = File.Create(unfinished))
            await message.WriteToAsync(file, ct);
        File.Move(unfinished, Path.Combine(folder, $"{name}.eml"));
    }
}
