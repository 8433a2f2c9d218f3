using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Ipmi;

namespace Portal.Fleet.Tests.Access.Granting;

/// <summary>Two tenants with a server each, a platform administrator, and a tenant's administrator.</summary>
internal sealed class AccessScene : IAsyncDisposable
{
    private int _port;

    private AccessScene(TestPortal portal) => Portal = portal;

    public static CancellationToken Ct => TestPortal.Ct;

    public TestPortal Portal { get; }

    /// <summary>Administers the platform.</summary>
    public Caller Root { get; private set; } = null!;

    /// <summary>Administers the tenant acme.</summary>
    public Caller Boss { get; private set; } = null!;

    public ServerView Own { get; private set; } = null!;

    public ServerView Foreign { get; private set; } = null!;

    public Guid Acme { get; private set; }

    public GrantBook Grants => Portal.Get<GrantBook>();

    public static async Task<AccessScene> StartAsync(TimeProvider? time = null)
    {
        var scene = new AccessScene(await TestPortal.StartAsync(run: false, time: time));
        scene.Root = await scene.Portal.AddUserAsync("root", Role.Administrator);
        scene.Own = await scene.AddServerAsync("own", "acme");
        scene.Foreign = await scene.AddServerAsync("foreign", "globex");
        scene.Acme = (await scene.Portal.Get<TenantDirectory>().ListAsync(TestPortal.Admin, Ct)).Single(tenant => tenant.Name == "acme").Id;
        scene.Boss = await scene.AddPersonAsync("boss", scene.Acme);
        await scene.GiveAsync(scene.Root, scene.Boss, Role.Administrator, ScopeKind.Tenant, "acme");
        return scene;
    }

    public async Task<ServerView> AddServerAsync(string name, string? tenant, params string[] tags)
    {
        using var password = SecretBytes.FromText("password");
        return await (await Portal.Access.OpenFleetAsync(TestPortal.Admin, Ct)).AddServerAsync(
            new NewServer { Name = name, Address = IPAddress.Loopback.ToString(), Port = ++_port, UserName = "admin", Password = password, Tenant = tenant, Tags = tags }, Ct);
    }

    public async Task<Caller> AddPersonAsync(string name, Guid? tenant = null)
    {
        var person = await Portal.AddUserAsync(name);
        await using var db = await Portal.DbAsync();
        await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
        return person;
    }

    public Task<Guid> GiveAsync(Caller by, Caller to, Role role, ScopeKind kind, string? value = null, bool denies = false, Guid? custom = null, DateTimeOffset? until = null) =>
        Grants.GiveAsync(by, new NewGrant(to.UserId, role, kind, value) { Denies = denies, CustomRoleId = custom, EndsAt = until, Reason = "because" }, Ct);

    public static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<AccessRefusedException>(act)).Code);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
