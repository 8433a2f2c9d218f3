using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Tests.Access;

/// <summary>Rights over tenants, sites and tags, for a time and denied.</summary>
public class TenantTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Rights_PeopleOfATenant_ReachItsServersOnlyAndNeverWhatIsTheStaffs()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var own = await AddAsync(portal, 1, "own", tenant: "acme");
        var foreign = await AddAsync(portal, 2, "foreign", tenant: "globex");
        var spare = await AddAsync(portal, 3, "spare");
        var acme = await TenantOfAsync(portal, "acme");
        var person = await AddPersonAsync(portal, "customer", acme);

        // Whatever the scope says: a person of a tenant is at home there only.
        foreach (var scope in (GrantScope[])[GrantScope.OfTenant(acme), GrantScope.Fleet, GrantScope.Of(own.Id)])
        {
            await SetAsync(portal, person, Of(person, scope, Role.Administrator));
            Assert.Equal(Role.Administrator.Rights() & ~RoleRights.StaffOnly, (await portal.OpenAsync(own.Id, person)).Rights);
            foreach (var id in (BmcId[])[foreign.Id, spare.Id])
                await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(id, person));
            Assert.Equal("own", Assert.Single(await portal.Access.ListAsync(person, Ct)).Name);
            await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.OpenFleetAsync(person, Ct));
            await Assert.ThrowsAsync<NotFoundException>(() => portal.Get<TenantDirectory>().ListAsync(person, Ct));
        }

        await portal.Get<TenantDirectory>().AllowAsync(TestPortal.Admin, acme, BmcRight.BmcUsers | BmcRight.Administer, Ct);
        Assert.Equal(BmcRight.BmcUsers, (await portal.OpenAsync(own.Id, person)).Rights & RoleRights.StaffOnly);
    }

    [Theory]
    [InlineData(ScopeKind.Tag, "web")]
    [InlineData(ScopeKind.Site, "Hall 2")]
    [InlineData(ScopeKind.Tenant, null)]
    public async Task Rights_GivenOverAGroup_FollowTheServersLabels(ScopeKind kind, string? value)
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var inside = await AddAsync(portal, 1, "inside", tenant: "acme", site: "hall 2", tags: ["web", "x"]);
        var outside = await AddAsync(portal, 2, "outside", tenant: "globex", site: "hall 1", tags: ["db"]);
        var person = await AddPersonAsync(portal, "person", tenant: null);
        await SetAsync(portal, person, Of(person, new GrantScope(kind, value ?? (await TenantOfAsync(portal, "acme")).ToString("N")), Role.Operator));

        var handle = await portal.OpenAsync(inside.Id, person, BmcRight.ConsoleWrite);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(outside.Id, person));

        var admin = await portal.OpenAsync(inside.Id);
        await admin.ChangeAsync(new ServerChange { Notes = "nothing that matters here" }, Ct);
        Assert.False(handle.Revoked.IsCancellationRequested);
        await admin.ChangeAsync(new ServerChange { Tags = ["db"], Site = "hall 1", Tenant = "globex" }, Ct);
        Assert.True(handle.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(inside.Id, person));
    }

    [Fact]
    public async Task Rights_Denied_AreHeldByNoOtherGrant()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await AddAsync(portal, 1, "server", tags: ["production"]);
        var person = await AddPersonAsync(portal, "person", tenant: null);

        await SetAsync(
            portal, person, Of(person, GrantScope.Fleet, Role.Administrator), Of(person, GrantScope.Of(server.Id), Role.Operator),
            Of(person, new GrantScope(ScopeKind.Tag, "production"), Role.Operator, denies: true));

        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id, person));
        Assert.Empty(await portal.Access.ListAsync(person, Ct));
    }

    [Fact]
    public async Task Rights_ForATime_BeginAndEndByThemselves()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = await TestPortal.StartAsync(time: time, run: false);
        var server = await AddAsync(portal, 1, "server");
        var person = await AddPersonAsync(portal, "person", tenant: null);
        var now = time.GetUtcNow();
        await SetAsync(portal, person, Of(person, GrantScope.Fleet, Role.Viewer, from: now.AddSeconds(20), until: now.AddSeconds(50)));

        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id, person));
        time.Advance(TimeSpan.FromSeconds(20));
        var handle = await portal.OpenAsync(server.Id, person);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(handle.Revoked.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, handle.Revoked).ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(10), Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id, person));
    }

    [Fact]
    public async Task Tenant_SuspendedOrServerHandedOver_CutsItsPeopleOff()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await AddAsync(portal, 1, "server", tenant: "acme");
        var acme = await TenantOfAsync(portal, "acme");
        var person = await AddPersonAsync(portal, "person", acme);
        await SetAsync(portal, person, Of(person, GrantScope.OfTenant(acme), Role.Operator));
        var handle = await portal.OpenAsync(server.Id, person);

        await portal.Get<TenantDirectory>().SuspendAsync(TestPortal.Admin, acme, "unpaid", Ct);
        Assert.True(handle.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id, person));
        await portal.Get<TenantDirectory>().ResumeAsync(TestPortal.Admin, acme, Ct);
        handle = await portal.OpenAsync(server.Id, person);

        // Staff is cut off too: what they hold began in another tenancy.
        var staff = await portal.OpenAsync(server.Id);
        await staff.ChangeAsync(new ServerChange { Tenant = "globex" }, Ct);
        Assert.True(handle.Revoked.IsCancellationRequested && staff.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id, person));
        await using var db = await portal.DbAsync();
        Assert.Equal(
            [(1, true), (2, false)], (await db.Set<Tenancy>().OrderBy(tenancy => tenancy.Epoch).ToListAsync(Ct)).Select(tenancy => (tenancy.Epoch, tenancy.EndedAt is not null)));
    }

    private static async Task<ServerView> AddAsync(TestPortal portal, int port, string name, string? tenant = null, string? site = null, string[]? tags = null)
    {
        using var password = Portal.Ipmi.SecretBytes.FromText("password");
        return await (await portal.Access.OpenFleetAsync(TestPortal.Admin, Ct)).AddServerAsync(
            new NewServer { Name = name, Address = IPAddress.Loopback.ToString(), Port = port, UserName = "admin", Password = password, Tenant = tenant, Site = site, Tags = tags ?? [] }, Ct);
    }

    private static async Task<Guid> TenantOfAsync(TestPortal portal, string name) =>
        (await portal.Get<TenantDirectory>().ListAsync(TestPortal.Admin, Ct)).Single(tenant => tenant.Name == name).Id;

    private static async Task<Caller> AddPersonAsync(TestPortal portal, string name, Guid? tenant)
    {
        var person = await portal.AddUserAsync(name);
        await using var db = await portal.DbAsync();
        await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
        return person;
    }

    private static Grant Of(Caller person, GrantScope scope, Role role, bool denies = false, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new() { UserId = person.UserId, Role = role, Scope = scope, Denies = denies, StartsAt = from, EndsAt = until };

    private static async Task SetAsync(TestPortal portal, Caller person, params Grant[] grants)
    {
        await using (var db = await portal.DbAsync())
        {
            await db.Set<Grant>().Where(grant => grant.UserId == person.UserId).ExecuteDeleteAsync(Ct);
            db.AddRange(grants);
            await db.SaveChangesAsync(Ct);
        }

        portal.Get<Grants>().Revoke(person.UserId);
    }
}
