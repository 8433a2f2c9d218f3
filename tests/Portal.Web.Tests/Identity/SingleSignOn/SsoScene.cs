using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Fleet.Tenants;
using Portal.Testing;

namespace Portal.Web.Tests.Identity.SingleSignOn;

/// <summary>
/// A portal whose staff must show a second factor, and a real OpenID provider that it knows under several names: <c>guests</c> for people who were invited, <c>corp</c> that
/// makes accounts by groups, <c>acme</c> for one tenant, <c>down</c> that does not answer.
/// </summary>
public sealed partial class SsoScene : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-sso-tests-");
    private OidcServer? _provider;
    private PortalServer? _portal;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public OidcServer Provider => _provider!;

    public PortalServer Portal => _portal!;

    public Guid Acme { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _provider = await OidcServer.StartAsync(Ct);
        var secret = Path.Combine(_folder.FullName, "secret");
        await File.WriteAllTextAsync(secret, OidcServer.ClientSecret, Ct);
        _portal = new PortalServer
        {
            MoreSettings =
            [
                "--Portal:SignIn:SecondFactor=Staff",
                .. Settings("guests", _provider.Issuer, "Name=Guest House"),
                .. Settings("corp", _provider.Issuer, "Name=Example Corp", "Accounts=Create", "Groups=noc=Operator, bosses=Administrator, acme-noc=Operator@acme"),
                .. Settings("acme", _provider.Issuer, "Tenant=acme", "Accounts=Create", "SecondFactor=never"),
                .. Settings("down", new Uri("http://127.0.0.1:9"), "Name=Nowhere"),
            ],
        };
        await _portal.InitializeAsync();
        Acme = await _portal.Services.GetRequiredService<TenantDirectory>().AddAsync(Caller.CommandLine, "acme", Ct);

        IEnumerable<string> Settings(string key, Uri issuer, params string[] more) => more.Prepend("AllowHttp=true").Prepend($"ClientSecretFile={secret}").Prepend($"ClientId={OidcServer.ClientId}")
            .Prepend($"Authority={issuer.ToString().TrimEnd('/')}").Select(setting => $"--Portal:SignIn:Providers:{key}:{setting}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A person at the provider, with a second factor there unless the test says otherwise; answers the e-mail address.</summary>
    public async Task<string> PutAsync(string name, string[]? groups = null, object? idToken = null, bool deny = false, bool verified = true, string? email = null)
    {
        email ??= $"{name}@sso.example.org";
        await Provider.PutAsync(name, new { email, email_verified = verified, name = $"Person {name}", groups = groups ?? [] }, idToken ?? new { amr = new[] { "mfa" } }, deny, Ct);
        return email;
    }

    /// <summary>Somebody who was invited, has no password and has not been here yet.</summary>
    public async Task<PortalUser> InviteAsync(string email, Guid? tenant = null)
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        var user = new PortalUser { UserName = email, Email = email, TenantId = tenant };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user)).Succeeded);
        return user;
    }

    /// <summary>Goes to the provider and signs in there under a name; answers where the portal sends the browser at last, with everything in between done.</summary>
    public async Task<string> SignInAsync(HttpClient browser, string provider, string name, string path = "?returnUrl=%2Falerts") =>
        await ReturnAsync(browser, await GoAsync(browser, provider, name, path));

    /// <summary>To the provider, and as far as the address that leads back.</summary>
    public Task<Uri> GoAsync(HttpClient browser, string provider, string name, string path = "") => GoAsync(Portal, Provider, browser, provider, name, path);

    /// <summary>The same for another portal.</summary>
    public static async Task<Uri> GoAsync(PortalServer portal, OidcServer at, HttpClient browser, string provider, string name, string path)
    {
        using var begin = await browser.GetAsync($"/account/sso/{provider}{path}", Ct);
        Assert.Equal(HttpStatusCode.Redirect, begin.StatusCode);
        using var there = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var next = new Uri(portal.Address, begin.Headers.Location!);
        var typed = false;
        for (var step = 0; step < 10 && next.Port == at.Issuer.Port; step++)
        {
            using var page = typed ? await there.GetAsync(next, Ct) : await OpenAsync(there, next, name);
            typed |= page.RequestMessage!.Method == HttpMethod.Post;
            Assert.NotNull(page.Headers.Location);
            next = new Uri(next, page.Headers.Location);
        }
        return next;
    }

    /// <summary>Comes back, and follows the one page in between.</summary>
    public static async Task<string> ReturnAsync(HttpClient browser, Uri at)
    {
        using var back = await browser.GetAsync(at, Ct);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var next = back.Headers.Location!.OriginalString;
        if (!next.StartsWith("/sign-in/landing", StringComparison.Ordinal))
            return next;
        var html = await browser.GetStringAsync(next, Ct);
        return WebUtility.HtmlDecode(Refresh().Match(html).Groups[1].Value);
    }

    public async Task<string> LastAuditAsync(string action)
    {
        await using var db = await Portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
        var row = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Action == action).OrderByDescending(entry => entry.Id).FirstAsync(Ct);
        return $"{row.Outcome} {row.Detail}";
    }

    public async Task<PortalUser?> FindAsync(string email)
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().FindByEmailAsync(email);
    }

    public async Task<string> GrantsAsync(PortalUser user)
    {
        await using var db = await Portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
        var rows = await db.Set<Grant>().AsNoTracking().Where(grant => grant.UserId == user.Id).ToListAsync(Ct);
        return string.Join(", ", rows.Select(row => $"{row.Role} over {row.ScopeKind}").Order(StringComparer.Ordinal));
    }

    /// <summary>The form of the provider where there is one: the name is typed into it.</summary>
    private static async Task<HttpResponseMessage> OpenAsync(HttpClient there, Uri at, string name)
    {
        var page = await there.GetAsync(at, Ct);
        if (page.StatusCode != HttpStatusCode.OK)
            return page;
        page.Dispose();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("login", name)]);
        return await there.PostAsync(at, form, Ct);
    }

    [GeneratedRegex("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"")]
    private static partial Regex Refresh();
}
