using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Migrations.Postgres;
using Portal.Testing;
using Portal.Web.Hosting;
using Portal.Web.Identity.Passwords;
using Portal.Web.Tests;

[assembly: AssemblyFixture(typeof(PortalServer))]

namespace Portal.Web.Tests;

/// <summary>A whole portal on Kestrel and a database (<see cref="TestDatabases"/>), shared by the tests: each makes the users and servers it needs under names of its own.</summary>
public sealed partial class PortalServer : IAsyncLifetime
{
    public const string Password = "nine blue staples";

    private static readonly Lazy<string> s_hash = new(() =>
        new PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = NobodysPassword.Iterations })).HashPassword(new PortalUser(), Password));

    private static int s_number;

    private WebApplication? _app;
    private string[] _database = [];

    /// <summary>Leaves the portal as it is at its very first start.</summary>
    public bool WithoutUsers { get; init; }

    /// <summary>Settings of this portal beside the usual ones.</summary>
    public string[] MoreSettings { get; init; } = [];

    public string DataDirectory { get; init; } = Directory.CreateTempSubdirectory("portal-web-tests-").FullName;

    /// <summary>The directory is another portal's too, which takes it away.</summary>
    public bool KeepsDirectory { get; init; }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => (_app ?? throw new InvalidOperationException("The portal is not started.")).Services;

    /// <summary>Settings for a process or an in-process verb on the same data directory.</summary>
    public string[] Settings => [$"--Portal:DataDirectory={DataDirectory}", "--Portal:Bmc:AllowedNetworks=127.0.0.0/8", "--Portal:Demo:Servers=0", .. _database];

    /// <summary>The test looks into SQLite's own file.</summary>
    public bool Sqlite { get; init; }

    public static string NewName(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref s_number)}");

    public async ValueTask InitializeAsync()
    {
        if (TestDatabases.IsPostgres && !Sqlite)
            _database = ["--Portal:Database:Provider=Postgres", $"--ConnectionStrings:Portal={await TestDatabases.OfAsync(DataDirectory, MigrateAsync)}"];
        _app = PortalApplication.Build(["--urls", "http://127.0.0.1:0", .. Settings, .. MoreSettings]);
        await PortalDatabase.MigrateAsync(_app.Services, TestContext.Current.CancellationToken);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        // Somebody, so that pages do not lead to the set-up.
        if (!WithoutUsers)
            await CreateUserAsync(Role.Viewer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (KeepsDirectory)
            return;
        Directory.Delete(DataDirectory, recursive: true);
        await TestDatabases.ForgetAsync(DataDirectory);
    }

    /// <summary>A database of PostgreSQL with the present schema, which others are copies of.</summary>
    internal static async Task MigrateAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddOptions().AddPortalIdentitySchema().AddPortalPostgres(connectionString + ";Pooling=false").BuildServiceProvider();
        await PortalDatabase.MigrateAsync(services, CancellationToken.None);
    }

    /// <summary>A new user with a role on the whole fleet, or without any.</summary>
    public async Task<PortalUser> CreateUserAsync(Role? role)
    {
        await using var scope = Services.CreateAsyncScope();
        var email = NewName("user") + "@example.org";
        // Hashing is slow on purpose; once is enough here.
        var user = new PortalUser { UserName = email, Email = email, PasswordHash = s_hash.Value };
        var result = await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user);
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(error => error.Description)));
        if (role is { } given)
            await scope.ServiceProvider.GetRequiredService<Grants>().GiveAsync(user.Id, given, null, TestContext.Current.CancellationToken);
        return user;
    }

    /// <summary>A client with the API token of a new user.</summary>
    public async Task<HttpClient> CreateApiClientAsync(Role? role) => CreateApiClient(await CreateTokenAsync(await CreateUserAsync(role)));

    public HttpClient CreateApiClient(string token)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<string> CreateTokenAsync(PortalUser user) =>
        (await Services.GetRequiredService<ApiTokens>().CreateAsync(
            new Caller(user.Id, user.UserName!, "api", null), "test", null, TestContext.Current.CancellationToken)).Text;

    /// <summary>A browser: it keeps cookies and shows redirects. It comes from an address of its own, because attempts to sign in are counted by address.</summary>
    public HttpClient CreateBrowser(CookieContainer? cookies = null)
    {
        var number = Interlocked.Increment(ref s_number);
        var source = new IPEndPoint(new IPAddress([127, 1, (byte)(number >> 8), (byte)number]), 0);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = cookies ?? new CookieContainer(),
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(source);
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = Address };
    }

    /// <summary>A browser that has signed in.</summary>
    public async Task<HttpClient> SignInAsync(PortalUser user, CookieContainer? cookies = null)
    {
        var browser = CreateBrowser(cookies);
        using var answer = await PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", user.Email!), ("password", Password));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return browser;
    }

    /// <summary>Opens a page with a form and posts fields to an endpoint, with the form's token and the portal's Origin.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string page, string endpoint, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(page, TestContext.Current.CancellationToken);
        var token = FormToken().Match(html).Groups[1].Value;
        Assert.NotEmpty(token);
        return await PostAsync(browser, endpoint, [.. fields, ("__RequestVerificationToken", token)]);
    }

    public async Task<HttpResponseMessage> PostAsync(HttpClient browser, string endpoint, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
