using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Alerts;
using Portal.Fleet.Data;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Web.Tests.Access;
using Portal.Web.Tests.Api;

[assembly: AssemblyFixture(typeof(MatrixWorld))]

namespace Portal.Web.Tests.Access;

/// <summary>A portal with two tenants, somebody of each kind, and a server of the one tenant with everything that can hang on it. Nothing answers at its BMC's address.</summary>
public sealed class MatrixWorld : IAsyncLifetime
{
    private HttpClient _administrator = new();
    private Guid _own;
    private string _server = "", _foreignServer = "", _operation = "", _alert = "", _rule = "", _ignored = "", _rotations = "";
    private string _person = "", _role = "", _grant = "", _request = "", _foreignRequest = "", _link = "", _handOver = "";
    private HttpClient _requester = new();

    internal PortalServer Portal { get; } = new();

    internal IReadOnlyList<MatrixPerson> People { get; private set; } = [];

    /// <summary>The tenant's server.</summary>
    internal string Server => _server;

    internal string ServerName { get; } = $"hidden-{Guid.NewGuid():N}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Portal.InitializeAsync();
        _administrator = await Portal.CreateApiClientAsync(Role.Administrator);
        var own = _own = await AddTenantAsync("own");
        var foreign = await AddTenantAsync("foreign");
        _server = await AddServerAsync(ServerName);
        var tenantAdministrator = Role.Administrator.Rights() & ~RoleRights.StaffOnly;
        People =
        [
            await AddAsync("nobody", null, null, BmcRight.None, BmcRight.None),
            await AddAsync("viewer", Role.Viewer, null, Role.Viewer.Rights(), Role.Viewer.Rights()),
            await AddAsync("auditor", Role.Auditor, null, Role.Auditor.Rights(), Role.Auditor.Rights()),
            await AddAsync("operator", Role.Operator, null, Role.Operator.Rights(), Role.Operator.Rights()),
            await AddAsync("administrator", Role.Administrator, null, Role.Administrator.Rights(), Role.Administrator.Rights()),
            await AddAsync("tenant's viewer", Role.Viewer, own, Role.Viewer.Rights(), BmcRight.None),
            await AddAsync("tenant's operator", Role.Operator, own, Role.Operator.Rights(), BmcRight.None),
            await AddAsync("tenant's administrator", Role.Administrator, own, tenantAdministrator, BmcRight.None),
            await AddAsync("foreign administrator", Role.Administrator, foreign, BmcRight.None, BmcRight.None),
        ];

        _operation = (await _administrator.SendAsync(HttpMethod.Post, $"/api/v1/servers/{_server}/power", new { action = "on" }, HttpStatusCode.Accepted)).Text("id");
        _alert = await AddAlertAsync();
        _rule = await AddRuleAsync();
        _ignored = await AddIgnoredAsync();

        // Somebody of the tenant whom all the people's routes are about, and who is none of those who try them.
        _foreignServer = await AddServerAsync(PortalServer.NewName("matrix"), "foreign");
        var person = await AddAsync("asked about", Role.Viewer, own, BmcRight.None, BmcRight.None);
        (_person, _requester) = (person.User.Id, person.Client);
        (_role, _grant, _request, _link) = (await AddRoleAsync(), await AddGrantAsync(), await AddRequestAsync(_requester, _server), await AddLinkAsync());
        _foreignRequest = await AddRequestAsync(_administrator, _server);
        _handOver = (await _administrator.SendAsync(
            HttpMethod.Post, $"/api/v1/servers/{await AddServerAsync(PortalServer.NewName("matrix"), "foreign")}/handover", new { tenant = "own" }, HttpStatusCode.Accepted)).Text("id");
        _rotations = (await _administrator.SendAsync(HttpMethod.Post, "/api/v1/credentials/rotations", new { servers = new[] { _server } }, HttpStatusCode.Accepted)).Text("id");
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        _requester.Dispose();
        foreach (var person in People)
            person.Client.Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>A path with the thing that the row is about, or with one that nobody has.</summary>
    internal async Task<string> PathAsync(RouteRow row, MatrixPerson? person, bool exists)
    {
        var id = !row.Pattern.Contains("{id}", StringComparison.Ordinal) ? ""
            : exists ? await FindIdAsync(row, person)
            : row.Pattern.StartsWith("/api/v1/alerts/rules", StringComparison.Ordinal) ? "no-such-rule" : Guid.NewGuid().ToString("N");
        var link = !row.Pattern.Contains("{link}", StringComparison.Ordinal) ? "" : exists ? person is null ? _link : await AddLinkAsync() : Guid.NewGuid().ToString("N");
        return row.Pattern.Replace("{id}", id, StringComparison.Ordinal).Replace("{link}", link, StringComparison.Ordinal).Replace("{Id}", _server, StringComparison.Ordinal)
            .Replace("{Tab}", "console", StringComparison.Ordinal).Replace("{Part}", "history", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{step}", "none", StringComparison.Ordinal).Replace("{slot}", "9", StringComparison.Ordinal)
            .Replace("{**path:file}", "no-such.file", StringComparison.Ordinal) + Fill(row.Query, exists, person);
    }

    /// <summary>The row's body, about the tenant's things or about ones that nobody has.</summary>
    internal string? Body(RouteRow row, MatrixPerson? person, bool exists) => row.Body is null ? null
        : Fill(JsonSerializer.Serialize(row.Body, JsonSerializerOptions.Web), exists, person).Replace("{unique}", PortalServer.NewName("matrix"), StringComparison.Ordinal);

    /// <summary>Whoever may ask for what they do not see asks for another server: the name of the one is looked for in what they are shown.</summary>
    private string Fill(string text, bool exists, MatrixPerson? person) => text
        .Replace("{server}", !exists ? Guid.NewGuid().ToString("N") : person is { Sees: false } ? _foreignServer : _server, StringComparison.Ordinal)
        .Replace("{person}", exists ? _person : Guid.NewGuid().ToString(), StringComparison.Ordinal);

    private async Task<string> FindIdAsync(RouteRow row, MatrixPerson? person)
    {
        var path = row.Pattern["/api/v1/".Length..];
        var own = row.Audience == Audience.Owner && person is not null;
        return path switch
        {
            _ when path.StartsWith("servers/", StringComparison.Ordinal) => row.Spends && person is not null ? await AddServerAsync(PortalServer.NewName("matrix")) : _server,
            _ when path.StartsWith("operations/", StringComparison.Ordinal) => _operation,
            _ when path.StartsWith("alerts/rules/", StringComparison.Ordinal) => row.Spends && person is not null ? await AddRuleAsync() : _rule,
            _ when path.StartsWith("alerts/ignored/", StringComparison.Ordinal) => row.Spends && person is not null ? await AddIgnoredAsync() : _ignored,
            _ when path.StartsWith("credentials/rotations/", StringComparison.Ordinal) => _rotations,
            _ when path.StartsWith("alerts/", StringComparison.Ordinal) => _alert,
            _ when path.StartsWith("handovers/", StringComparison.Ordinal) => _handOver,
            _ when path.StartsWith("tenants/", StringComparison.Ordinal) => (row.Spends && person is not null ? await AddTenantAsync(PortalServer.NewName("matrix")) : _own).ToString("N"),
            _ when path.StartsWith("snippets/", StringComparison.Ordinal) => await AddOwnAsync("snippets", own ? person! : null, new { name = PortalServer.NewName("matrix"), text = "x" }),
            _ when path.StartsWith("views/", StringComparison.Ordinal) => await AddOwnAsync("views", own ? person! : null, new { name = PortalServer.NewName("matrix") }),
            _ when path.StartsWith("roles/", StringComparison.Ordinal) => row.Spends && person is not null ? await AddRoleAsync() : _role,
            _ when path.StartsWith("grants/", StringComparison.Ordinal) => row.Spends && person is not null ? await AddGrantAsync() : _grant,
            _ when path.StartsWith("users/", StringComparison.Ordinal) => row.Spends && person is not null ? await AddSomebodyAsync() : _person,
            _ when path.StartsWith("requests/", StringComparison.Ordinal) && row.Audience == Audience.Owner => own
                ? await AddRequestAsync(person!.Client, person.Sees ? _server : _foreignServer)
                : _foreignRequest,
            _ when path.StartsWith("requests/", StringComparison.Ordinal) => row.Spends && person is not null ? await AddRequestAsync(_requester, _server) : _request,
            _ when path.StartsWith("tokens/", StringComparison.Ordinal) => await AddOwnAsync("tokens", own ? person! : null, new { name = PortalServer.NewName("matrix") }),
            _ => throw new InvalidOperationException($"Say in MatrixWorld which thing {row.Route} is about."),
        };
    }

    /// <summary>Without a person it is the administrator's own, so nobody else's.</summary>
    private async Task<string> AddOwnAsync(string kind, MatrixPerson? owner, object body) =>
        (await (owner?.Client ?? _administrator).SendAsync(HttpMethod.Post, $"/api/v1/{kind}", body, HttpStatusCode.Created)).Text("id");

    private async Task<string> AddServerAsync(string name, string tenant = "own") => (await _administrator.SendAsync(
        HttpMethod.Post, "/api/v1/servers", new { name, address = "127.0.0.2", port = FreePort(), username = "admin", password = "password", tenant }, HttpStatusCode.Created)).Text("id");

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.UdpClient(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    /// <summary>A role of the tenant.</summary>
    private async Task<string> AddRoleAsync() => (await People.Single(person => person.Name == "tenant's administrator").Client.SendAsync(
        HttpMethod.Post, "/api/v1/roles", new { name = PortalServer.NewName("matrix"), rights = new[] { "view" } }, HttpStatusCode.Created)).Text("id");

    private async Task<string> AddGrantAsync() => (await _administrator.SendAsync(HttpMethod.Post, "/api/v1/grants",
        new { userId = _person, role = "viewer", scope = new { kind = "server", value = _server }, endsAt = "2099-01-01T00:00:00Z" }, HttpStatusCode.Created)).Text("id");

    private static async Task<string> AddRequestAsync(HttpClient client, string server) =>
        (await client.SendAsync(HttpMethod.Post, "/api/v1/requests", new { server, role = "viewer", hours = 1, reason = "matrix" }, HttpStatusCode.Created)).Text("id");

    private async Task<string> AddLinkAsync() => (await _administrator.SendAsync(
        HttpMethod.Post, $"/api/v1/servers/{_server}/observer-links", new { label = "matrix", minutes = 5 }, HttpStatusCode.Created))["link"]!.Text("id");

    private async Task<string> AddRuleAsync() => (await _administrator.SendAsync(
        HttpMethod.Post, "/api/v1/alerts/rules", new { name = PortalServer.NewName("matrix"), severity = "warning", pattern = "never printed" }, HttpStatusCode.Created)).Text("id");

    private async Task<string> AddIgnoredAsync() => (await _administrator.SendAsync(
        HttpMethod.Post, "/api/v1/alerts/ignored", new { pattern = PortalServer.NewName("never printed") }, HttpStatusCode.Created)).Text("id");

    private async Task<string> AddAlertAsync()
    {
        Assert.True(BmcId.TryParse(_server, out var server));
        var now = TimeProvider.System.GetUtcNow();
        var alert = new Alert
        {
            Id = AlertId.New(),
            ServerId = server,
            ServerName = ServerName,
            Source = AlertSource.Console,
            Key = "matrix",
            Title = "matrix",
            Severity = AlertSeverity.Warning,
            FirstAt = now,
            LastAt = now,
            Text = $"{ServerName} panics",
            Count = 1,
        };
        await using var db = await DbAsync();
        db.Add(alert);
        await db.SaveChangesAsync(Ct);
        return alert.Id.ToString();
    }

    /// <summary>One more of the tenant's people.</summary>
    private async Task<string> AddSomebodyAsync()
    {
        var person = await AddAsync("somebody", Role.Viewer, _own, BmcRight.None, BmcRight.None);
        person.Client.Dispose();
        return person.User.Id;
    }

    private async Task<Guid> AddTenantAsync(string name) =>
        await Portal.Services.GetRequiredService<TenantDirectory>().AddAsync(Caller.CommandLine, name, Ct);

    private async Task<MatrixPerson> AddAsync(string name, Role? role, Guid? tenant, BmcRight onServer, BmcRight onFleet)
    {
        var user = await Portal.CreateUserAsync(tenant is null ? role : null);
        if (tenant is { } id)
        {
            await using var db = await DbAsync();
            await db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.TenantId, id), Ct);
            // Over the whole fleet as well, whoever gave that by mistake: people of a tenant are at home there only.
            foreach (var scope in (GrantScope[])[GrantScope.OfTenant(id), GrantScope.Fleet])
                db.Add(new Grant { UserId = user.Id, Role = role!.Value, Scope = scope, CreatedAt = TimeProvider.System.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        }

        var token = await Portal.CreateTokenAsync(user);
        return new MatrixPerson(name, user, token, Portal.CreateApiClient(token), onServer, onFleet)
        {
            Tenant = tenant,
            OnTenant = tenant is null || role is not { } held ? BmcRight.None : held.Rights() & ~RoleRights.StaffOnly,
        };
    }

    private Task<PortalDb> DbAsync() => Portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct);
}
