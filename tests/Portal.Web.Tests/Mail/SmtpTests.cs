using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Data;
using Portal.Fleet.Mail;
using Portal.Testing;
using Portal.Web.Mail;

namespace Portal.Web.Tests.Mail;

/// <summary>Mails over a real SMTP server: protected, retried, and none lost when the portal stops.</summary>
public sealed class SmtpTests : IDisposable
{
    private const string Link = "https://portal.example/set-password?token=the-secret-of-the-link";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-smtp-tests-");
    private readonly X509Certificate2 _certificate = SmtpServer.MakeCertificate();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Server_DownThenUp_TheMailWaitsSealedAndComesOnce()
    {
        // A port that nobody listens on any more.
        int port;
        await using (var first = await SmtpServer.StartAsync(_certificate, Ct, "portal", "mail password"))
            port = first.Port;
        await using var portal = await StartAsync(port, "UserName=portal", $"PasswordFile={Write("password", "mail password")}", $"AuthorityFile={Write("ca.pem", _certificate.ExportCertificatePem())}");
        portal.Services.GetRequiredService<MailDesk>().Add(new OutgoingMail("ann@example.org", "Your link", Link));
        var state = await WaitForTroubleAsync(portal);
        Assert.Equal((1, "unreachable"), (state.Waiting, state.Problem));

        // Sealed where it waits: a copy of the database opens no account.
        await using (var db = await DbAsync(portal))
        {
            var row = Assert.Single(await db.Set<QueuedMail>().AsNoTracking().ToListAsync(Ct));
            var bytes = Encoding.Latin1.GetString(row.Sealed);
            Assert.DoesNotContain("the-secret-of-the-link", bytes, StringComparison.Ordinal);
            Assert.DoesNotContain("ann@example.org", bytes, StringComparison.Ordinal);
        }

        // What would come after a while is due now, and the next mail rings the bell.
        await using var server = await SmtpServer.StartAsync(_certificate, Ct, "portal", "mail password", port);
        await DueNowAsync(portal);
        portal.Services.GetRequiredService<MailDesk>().Add(new OutgoingMail("bob@example.org", "Another", "text"));
        var mails = new[] { await server.NextAsync(Ct), await server.NextAsync(Ct) }.ToDictionary(mail => mail.GetProperty("to")[0].GetString()!);
        Assert.Contains(Link, mails["ann@example.org"].GetProperty("text").GetString()!.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(mails.Values, mail => Assert.Equal((true, "portal"), (mail.GetProperty("secure").GetBoolean(), mail.GetProperty("user").GetString())));
        await WaitUntilAsync(async () => await portal.Services.GetRequiredService<MailQueue>().FindNextAsync(Ct) is null);
    }

    [Fact]
    public async Task Server_NotTrustedUnprotectedOrRefusing_GetsNothing()
    {
        await using (var server = await SmtpServer.StartAsync(_certificate, Ct))
            await ExpectAsync(server.Port, "certificate");
        await using (var server = await SmtpServer.StartAsync(null, Ct))
            await ExpectAsync(server.Port, "unprotected");
        await using (var server = await SmtpServer.StartAsync(_certificate, Ct, "portal", "another password"))
            await ExpectAsync(server.Port, "login", "UserName=portal", $"PasswordFile={Write("password", "mail password")}", $"AuthorityFile={Write("ca.pem", _certificate.ExportCertificatePem())}");

        async Task ExpectAsync(int port, string problem, params string[] more)
        {
            await using var portal = await StartAsync(port, more);
            portal.Services.GetRequiredService<MailDesk>().Add(new OutgoingMail("ann@example.org", "Your link", Link));
            Assert.Equal(problem, (await WaitForTroubleAsync(portal)).Problem);
        }
    }

    [Fact]
    public async Task Queue_AcrossARestart_IsSentByTheNextPortal_AndNotAfterItsTime()
    {
        await using var server = await SmtpServer.StartAsync(_certificate, Ct);
        string directory;
        await using (var portal = new PortalServer { KeepsDirectory = true, MoreSettings = [$"--Portal:Mail:Host={SmtpServer.Address}", "--Portal:Mail:Port=9"] })
        {
            await portal.InitializeAsync();
            directory = portal.DataDirectory;
            portal.Services.GetRequiredService<MailDesk>().Add(new OutgoingMail("ann@example.org", "Your link", Link));
            await WaitForTroubleAsync(portal);
            await portal.Services.GetRequiredService<MailQueue>().AddAsync(new OutgoingMail("late@example.org", "Too late", Link) { KeepFor = TimeSpan.FromSeconds(-1) }, Ct);
            await DueNowAsync(portal);
        }

        await using var next = new PortalServer
        {
            DataDirectory = directory,
            MoreSettings = [$"--Portal:Mail:Host={SmtpServer.Address}", $"--Portal:Mail:Port={server.Port}", $"--Portal:Mail:AuthorityFile={Write("ca.pem", _certificate.ExportCertificatePem())}"],
        };
        await next.InitializeAsync();
        var mail = await server.NextAsync(Ct);
        Assert.Equal("ann@example.org", mail.GetProperty("to")[0].GetString());
        await WaitUntilAsync(async () => await next.Services.GetRequiredService<MailQueue>().FindNextAsync(Ct) is null);
    }

    private static async Task<PortalServer> StartAsync(int port, params string[] more)
    {
        var portal = new PortalServer { MoreSettings = [$"--Portal:Mail:Host={SmtpServer.Address}", $"--Portal:Mail:Port={port}", .. more.Select(setting => $"--Portal:Mail:{setting}")] };
        await portal.InitializeAsync();
        return portal;
    }

    private static async Task<MailState> WaitForTroubleAsync(PortalServer portal)
    {
        MailState? state = null;
        await WaitUntilAsync(async () => (state = await portal.Services.GetRequiredService<MailQueue>().GetStateAsync(Ct)) is not null);
        return state!;
    }

    private static async Task DueNowAsync(PortalServer portal)
    {
        await using var db = await DbAsync(portal);
        var now = TimeProvider.System.GetUtcNow();
        await db.Set<QueuedMail>().ExecuteUpdateAsync(set => set.SetProperty(mail => mail.NextAt, now), Ct);
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> holds)
    {
        var until = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(60);
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It did not come about in a minute.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }
    }

    private static Task<PortalDb> DbAsync(PortalServer portal) => portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
