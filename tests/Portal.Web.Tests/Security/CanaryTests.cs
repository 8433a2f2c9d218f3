using System.Net;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Testing;
using Portal.Web.Identity.Links;
using Portal.Web.Identity.SecondFactor;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Identity.SingleSignOn;
using Portal.Web.Tests.Verbs;

namespace Portal.Web.Tests.Security;

/// <summary>
/// Every kind of secret that a portal ever holds is planted and used. Then the database, its log, a copy of it, all other files but the key and what the portal logs
/// at debug level are searched for them in every form: a thief of those gets none.
/// </summary>
public sealed class CanaryTests
{
    private const string Administrator = "canary-admin@example.org";
    private const string UserPassword = "canary velvet orbit 4711";
    private const string WrongPassword = "canary mistyped orbit 0815";
    private const string InvitedPassword = "canary invited ladders 2342";
    private const string BmcPassword = "canary-Bmc-7d1f0a9b";
    private const string NewBmcPassword = "canary-Bmc-changed-2";
    private const string Kg = "canary-Kg-c41d55e2aa";
    private const string SmtpPassword = "canary-smtp-9f3b12cd77";
    private const string Guest = "canary-guest@sso.example.org";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DatabaseCopyAndDebugLog_AfterUse_HoldNoSecret()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Accounts = [new SimAccount("admin", BmcPassword, 4)] });
        await using var smtp = RefusingMailServer.Start();
        await using var provider = await OidcServer.StartAsync(Ct);
        var elsewhere = Directory.CreateTempSubdirectory("portal-canary-");
        var passwordFile = Path.Combine(elsewhere.FullName, "smtp");
        await File.WriteAllTextAsync(passwordFile, SmtpPassword + "\n", Ct);
        var clientFile = Path.Combine(elsewhere.FullName, "client");
        await File.WriteAllTextAsync(clientFile, OidcServer.ClientSecret, Ct);
        await using var portal = new PortalServer
        {
            WithoutUsers = true,
            MoreSettings =
            [
                "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft=Debug", "--Logging:LogLevel:System=Debug", "--Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command=Debug",
                "--Logging:LogLevel:Microsoft.EntityFrameworkCore.Update=Debug", "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection=Debug", "--Logging:LogLevel:Portal.Fleet.Links=Debug",
                "--Logging:LogLevel:Portal.Web.Identity.ApiTokenHandler=Debug", "--Logging:LogLevel:Portal.Web.Identity.Sessions.SessionHandler=Debug",
                "--Portal:Mail:Host=127.0.0.1", $"--Portal:Mail:Port={smtp.Port}", "--Portal:Mail:Security=None", "--Portal:Mail:UserName=portal", $"--Portal:Mail:PasswordFile={passwordFile}",
                "--Portal:SignIn:Providers:corp:AllowHttp=true", $"--Portal:SignIn:Providers:corp:ClientSecretFile={clientFile}", $"--Portal:SignIn:Providers:corp:ClientId={OidcServer.ClientId}",
                $"--Portal:SignIn:Providers:corp:Authority={provider.Issuer.ToString().TrimEnd('/')}",
            ],
        };
        await portal.InitializeAsync();
        using var log = new CapturedLog();
        portal.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        var secrets = await PlantAsync(portal, bmc);
        await SignInAtProviderAsync(portal, provider);
        await smtp.WaitForPasswordAsync(SmtpPassword, Ct);
        await BackUpAsync(portal);

        Assert.Empty(await Canaries.FindInFilesAsync(portal.DataDirectory, path => Path.GetFileName(path) == "secrets.key", secrets, Ct));
        Assert.Contains(log.Lines, line => line.Contains("UserSessions", StringComparison.Ordinal));
        Assert.Empty(log.Find(secrets));
        elsewhere.Delete(recursive: true);
    }

    private static async Task<Dictionary<string, string>> PlantAsync(PortalServer portal, SimulatedBmc bmc)
    {
        Assert.Equal(0, (await portal.RunVerbAsync(UserPassword + "\n", "user", "add", "--email", Administrator, "--role", "admin")).Status);
        using var browser = portal.CreateBrowser();
        (await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", Administrator), ("password", WrongPassword))).Dispose();
        using (var signedIn = await portal.PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", Administrator), ("password", UserPassword)))
            Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
        var commandLine = await portal.RunVerbAsync("", "token", "create", "--user", Administrator, "--name", "canary");
        var token = commandLine.Output.Trim();
        using var client = portal.CreateApiClient(token);

        // BMC passwords: given, changed, rotated; K_G.
        var id = (await client.SendAsync(HttpMethod.Post, "/api/v1/servers",
            new { name = "canary", address = "127.0.0.1", port = bmc.EndPoint.Port, username = "admin", password = BmcPassword }, HttpStatusCode.Created)).Text("id");
        await client.WaitForAsync($"/api/v1/servers/{id}", server => server.ToJsonString().Contains("\"online\"", StringComparison.Ordinal));
        var run = (await client.SendAsync(HttpMethod.Post, "/api/v1/credentials/rotations", new { servers = new[] { id } }, HttpStatusCode.Accepted)).Text("id");
        await client.WaitForAsync($"/api/v1/credentials/rotations/{run}", order => order["rotations"]![0]!.Text("state") == "done");
        var rotated = await ReadPasswordAsync(portal, id);
        await client.SendAsync(HttpMethod.Patch, $"/api/v1/servers/{id}", new { password = NewBmcPassword }, HttpStatusCode.OK);
        await SealKgAsync(portal, id);

        // Second factors of somebody who is invited, and what leads in without a password.
        await using var scope = portal.Services.CreateAsyncScope();
        var (invited, link) = await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(Caller.CommandLine, "canary-invited@example.org", "Ann", null, Ct);
        var invitation = new Uri(link).PathAndQuery.Split("token=")[1];
        using var stranger = portal.CreateBrowser();
        (await portal.PostFormAsync(stranger, new Uri(link).PathAndQuery, "/account/set-password", ("token", invitation), ("password", InvitedPassword), ("confirm", InvitedPassword))).Dispose();
        var apps = scope.ServiceProvider.GetRequiredService<AuthenticatorApps>();
        var seed = (await apps.BeginAsync(invited, Ct))!.Key;
        Assert.True(await apps.ConfirmAsync(invited.Id, Authenticator.CodeAt(seed, TimeProvider.System.GetUtcNow()), Ct));
        var recovery = (await scope.ServiceProvider.GetRequiredService<RecoveryCodes>().RenewAsync(invited.Id, Ct))[0];
        (await portal.PostFormAsync(stranger, "/sign-in", "/account/sign-in", ("email", "canary-invited@example.org"), ("password", InvitedPassword))).Dispose();
        using (var used = await portal.PostFormAsync(stranger, "/sign-in/code", "/account/sign-in/code", ("code", recovery), ("recovery", "1")))
            Assert.Equal("/", used.Headers.Location!.OriginalString);
        var observer = (await client.SendAsync(HttpMethod.Post, $"/api/v1/servers/{id}/observer-links", new { label = "canary", minutes = 5 }, HttpStatusCode.Created)).Text("path").Split('#')[1];

        await client.SendAsync(HttpMethod.Post, "/api/v1/credentials/keys/rotate", null, HttpStatusCode.OK);
        return new Dictionary<string, string>
        {
            ["user password"] = UserPassword,
            ["mistyped password"] = WrongPassword,
            ["password of an invitation"] = InvitedPassword,
            ["BMC password"] = BmcPassword,
            ["changed BMC password"] = NewBmcPassword,
            ["rotated BMC password"] = rotated,
            ["K_G"] = Kg,
            ["SMTP password"] = SmtpPassword,
            ["client secret at the sign-in provider"] = OidcServer.ClientSecret,
            ["API token"] = token,
            ["invitation"] = invitation,
            ["authenticator seed"] = seed,
            ["authenticator seed without blanks"] = seed.Replace(" ", "", StringComparison.Ordinal),
            ["recovery code"] = recovery,
            ["recovery code without dashes"] = recovery.Replace("-", "", StringComparison.Ordinal),
            ["observer link"] = observer,
        };
    }

    /// <summary>The provider is shown the client's secret for the code that the browser brings.</summary>
    private static async Task SignInAtProviderAsync(PortalServer portal, OidcServer provider)
    {
        await provider.PutAsync("canary", new { email = Guest, email_verified = true, name = "Canary", groups = Array.Empty<string>() }, new { amr = new[] { "mfa" } }, ct: Ct);
        await using (var scope = portal.Services.CreateAsyncScope())
            Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(new PortalUser { UserName = Guest, Email = Guest })).Succeeded);
        using var browser = portal.CreateBrowser();
        Assert.Equal("/alerts", await SsoScene.ReturnAsync(browser, await SsoScene.GoAsync(portal, provider, browser, "corp", "canary", "?returnUrl=%2Falerts")));
    }

    private static async Task<string> ReadPasswordAsync(PortalServer portal, string id)
    {
        Assert.True(BmcId.TryParse(id, out var server));
        await using var db = await DbAsync(portal);
        var row = await db.Servers.AsNoTracking().SingleAsync(row => row.Id == server, Ct);
        using var password = portal.Services.GetRequiredService<CredentialVault>().Open(server, CredentialVault.Password, row.SealedPassword!);
        return Encoding.ASCII.GetString(password!.Reveal());
    }

    private static async Task SealKgAsync(PortalServer portal, string id)
    {
        Assert.True(BmcId.TryParse(id, out var server));
        using var kg = Portal.Ipmi.SecretBytes.FromText(Kg);
        var blob = portal.Services.GetRequiredService<CredentialVault>().Seal(server, CredentialVault.Kg, kg);
        await using var db = await DbAsync(portal);
        await db.Servers.Where(row => row.Id == server).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedKg, blob), Ct);
    }

    private static async Task BackUpAsync(PortalServer portal)
    {
        await using var from = new SqliteConnection($"Data Source={Path.Combine(portal.DataDirectory, "portal.db")};Pooling=False");
        await using var copy = from.CreateCommand();
        await from.OpenAsync(Ct);
        copy.CommandText = $"VACUUM INTO '{Path.Combine(portal.DataDirectory, "backup.db")}'";
        await copy.ExecuteNonQueryAsync(Ct);
    }

    private static Task<PortalDb> DbAsync(PortalServer portal) => portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
}
