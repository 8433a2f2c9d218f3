using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Ipmi;
using Portal.Web.Hosting;
using Portal.Web.Verbs;

namespace Portal.Bench.Revoke;

/// <summary>A portal in this process, as it is served, with simulated BMCs behind it: what ends the access is done where it is done in life.</summary>
internal sealed partial class RevokeStage : IAsyncDisposable
{
    private const string Password = "kerosene-velvet-orbit-42";
    private static int s_number;

    private readonly WebApplication _app;
    private readonly string _directory;
    private readonly string _hash, _nextHash;

    private RevokeStage(WebApplication app, string directory)
    {
        (_app, _directory) = (app, directory);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        // Slow on purpose; once is enough here.
        var hasher = app.Services.CreateScope().ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>();
        (_hash, _nextHash) = (hasher.HashPassword(new PortalUser(), Password), hasher.HashPassword(new PortalUser(), "lantern-quarry-mimosa-7"));
    }

    public Uri Address { get; }

    public static async Task<RevokeStage> StartAsync(CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("pilotlight-bench-").FullName;
        var app = PortalApplication.Build(["--urls", "http://127.0.0.1:0", .. Settings(directory), "--Logging:LogLevel:Default=Warning"]);
        await PortalDatabase.MigrateAsync(app.Services, ct);
        await app.StartAsync(ct);
        return new RevokeStage(app, directory);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A server of a tenant of its own.</summary>
    public async Task<(BmcId Server, Guid Tenant)> AddServerAsync(SimulatedBmc bmc, CancellationToken ct)
    {
        var name = Name("revoke");
        var tenant = await Get<TenantDirectory>().AddAsync(Caller.CommandLine, name, ct);
        var fleet = await Get<BmcAccess>().OpenFleetAsync(Caller.CommandLine, ct);
        var view = await fleet.AddServerAsync(
            new NewServer { Name = name, Address = bmc.EndPoint.Address.ToString(), Port = bmc.EndPoint.Port, UserName = "admin", Password = SecretBytes.FromText("password"), Tenant = name }, ct);
        return (view.Id, tenant);
    }

    public async Task WaitLiveAsync(BmcId id, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await (await OpenAsync(id, ct)).GetAsync(ct)).Status.Console != Fleet.Status.ConsoleLineState.Live)
            await timer.WaitForNextTickAsync(ct);
    }

    public Task<BmcHandle> OpenAsync(BmcId id, CancellationToken ct) => Get<BmcAccess>().OpenAsync(Caller.CommandLine, id, BmcRight.View, ct);

    /// <summary>Somebody of the tenant who may type.</summary>
    public async Task<PortalUser> AddUserAsync(Guid tenant, DateTimeOffset? until, CancellationToken ct)
    {
        var email = Name("user") + "@example.org";
        await using var scope = _app.Services.CreateAsyncScope();
        var user = new PortalUser { UserName = email, Email = email, EmailConfirmed = true, PasswordHash = _hash, TenantId = tenant };
        if (!(await scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user)).Succeeded)
            throw new InvalidOperationException("The user could not be made.");
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        db.Grants.Add(new Grant { UserId = user.Id, Role = Role.Operator, Scope = GrantScope.OfTenant(tenant), EndsAt = until, CreatedAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return user;
    }

    /// <summary>Changes the grants of a user and tells the portal, as its administration does.</summary>
    public async Task ChangeGrantsAsync(string userId, Func<IQueryable<Grant>, Task> change, CancellationToken ct)
    {
        await using (var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct))
            await change(db.Grants.Where(grant => grant.UserId == userId));
        await Get<GrantCache>().RefreshAsync(userId, ct);
    }

    /// <summary>Brings the end of an observer link near, before anybody has opened it.</summary>
    public async Task EndLinkAsync(Guid link, DateTimeOffset ends, CancellationToken ct)
    {
        await using var db = await Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        await db.ObserverLinks.Where(row => row.Id == link).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsAt, ends), ct);
    }

    /// <summary>Denies what a grant gives.</summary>
    public Task DenyAsync(PortalUser user, Guid tenant, CancellationToken ct) => Get<GrantBook>().GiveAsync(
        Caller.CommandLine, new NewGrant(user.Id, Role.Operator, ScopeKind.Tenant, tenant.ToString()) { Denies = true }, ct);

    public async Task ChangeUserAsync(string userId, Func<UserManager<PortalUser>, PortalUser, Task<IdentityResult>> change)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        if (!(await change(users, (await users.FindByIdAsync(userId))!)).Succeeded)
            throw new InvalidOperationException("The user could not be changed.");
    }

    /// <summary>Stores another password. Checking the old one and hashing the new one is slow on purpose and comes before: access ends from here on.</summary>
    public Task<IdentityResult> StorePasswordAsync(UserManager<PortalUser> users, PortalUser user)
    {
        user.PasswordHash = _nextHash;
        return users.UpdateSecurityStampAsync(user);
    }

    public async Task RunVerbAsync(string input, params string[] words)
    {
        using var reader = new StringReader(input);
        if (await PortalCommand.RunAsync([.. Settings(_directory), .. words], TextWriter.Null, Console.Error, reader) != 0)
            throw new InvalidOperationException($"{string.Join(' ', words)} failed.");
    }

    /// <summary>Connects from an address that nobody else has: strangers are counted by it.</summary>
    public static SocketsHttpHandler FromOwnAddress()
    {
        var number = Interlocked.Increment(ref s_number);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(new IPAddress([127, 2, (byte)(number >> 8), (byte)number]), 0));
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
    }

    /// <summary>Signs in as a browser does, from an address of its own.</summary>
    public async Task<HttpClient> SignInAsync(PortalUser user, CookieContainer cookies, CancellationToken ct)
    {
        var handler = FromOwnAddress();
        handler.CookieContainer = cookies;
        var browser = new HttpClient(handler) { BaseAddress = Address };
        var token = FormToken().Match(await browser.GetStringAsync("/sign-in", ct)).Groups[1].Value;
        using var answer = await PostAsync(browser, "/account/sign-in", ct, ("email", user.Email!), ("password", Password), ("__RequestVerificationToken", token));
        return answer.Headers.Location?.OriginalString == "/" ? browser : throw new InvalidOperationException("Signing in failed.");
    }

    public async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, CancellationToken ct, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return await browser.SendAsync(request, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Name(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref s_number)}");

    private static string[] Settings(string directory) =>
        [$"--Portal:DataDirectory={directory}", "--Portal:Bmc:AllowedNetworks=127.0.0.0/8", "--Portal:Demo:Servers=0", "--Portal:Limits:AnonymousPerSecond=10000"];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
