using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Auditing;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Tests.Auditing;

/// <summary>Who sees what of the audit, and what it says of grants and tenants.</summary>
[Trait("Database", "Both")]
public class AuditReadingTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Rows_OfTenants_AreSeenByTheirAdministratorsAndByTheStaffsAuditorsOnly()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var own = await AddAsync(portal, 1, "own", "acme");
        await AddAsync(portal, 2, "foreign", "globex");
        var acme = (await portal.Get<TenantDirectory>().ListAsync(TestPortal.Admin, Ct)).Single(tenant => tenant.Name == "acme").Id;
        var administrator = await AddPersonAsync(portal, "boss", acme, GrantScope.OfTenant(acme), Role.Administrator);
        var customer = await AddPersonAsync(portal, "customer", acme, GrantScope.OfTenant(acme), Role.Operator);
        var auditor = await AddPersonAsync(portal, "auditor", null, GrantScope.Fleet, Role.Auditor);
        var staff = await AddPersonAsync(portal, "staff", null, GrantScope.Fleet, Role.Administrator);
        await (await portal.OpenAsync(own.Id, customer)).ReconnectAsync(Ct);
        await (await portal.OpenAsync(own.Id, staff)).ChangeAsync(new ServerChange { Notes = "seen" }, Ct);

        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.OpenAuditAsync(customer, Ct));
        var all = await (await portal.Access.OpenAuditAsync(auditor, Ct)).ListAsync(new AuditFilter(), null, 100, Ct);
        Assert.Contains(all, row => row.ServerName == "foreign");
        Assert.All(all, row => Assert.NotNull(row.Mac));

        var part = await portal.Access.OpenAuditAsync(administrator, Ct);
        var rows = await part.ListAsync(new AuditFilter(), null, 100, Ct);
        Assert.Equal(["server.add", "server.change", "server.reconnect"], rows.Select(row => row.Action).Distinct().Order());
        Assert.All(rows, row => Assert.Equal(("own", null), (row.ServerName, row.Mac)));
        Assert.Equal("Operator on tenant acme", rows.First(row => row is { Action: "server.reconnect", IsIntent: true }).Authority?.Split(" (")[0]);
        Assert.Equal("192.0.2.1", rows.First(row => row.UserName == "customer").RemoteAddress);
        Assert.All(rows.Where(row => row.UserName == "staff"), row => Assert.Equal((null, null, null, null), (row.RemoteAddress, row.Authority, row.Credential, row.Detail)));
        Assert.Null(part.State);
        await Assert.ThrowsAsync<NotFoundException>(() => part.VerifyAsync(null, Ct));

        // What happened stays with whose server it was; what comes is the other's.
        await (await portal.OpenAsync(own.Id)).ChangeAsync(new ServerChange { Tenant = "globex" }, Ct);
        await (await portal.OpenAsync(own.Id)).ChangeAsync(new ServerChange { Notes = "of the next" }, Ct);
        Assert.Equal(2, (await part.ListAsync(new AuditFilter(), null, 100, Ct)).Count(row => row is { Action: "server.change", IsIntent: true }));

        portal.Get<Grants>().Revoke(administrator.UserId);
        await using (var db = await portal.DbAsync())
            await db.Grants.Where(grant => grant.UserId == administrator.UserId).ExecuteDeleteAsync(Ct);
        portal.Get<Grants>().Revoke(administrator.UserId);
        await Assert.ThrowsAsync<NotFoundException>(() => part.ListAsync(new AuditFilter(), null, 100, Ct));
    }

    [Fact]
    public async Task Filter_TextWithPatternsOfTheDatabase_IsText()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        foreach (var detail in new[] { "100% of it", "100 of it", @"a_b \ c", "axb" })
            await portal.Get<Audit>().IntentAsync(TestPortal.Admin, "test.act", null, detail, Ct);
        await portal.Get<Audit>().IntentAsync(TestPortal.Admin, "tests.act", null, "other family", Ct);
        var audit = await portal.Access.OpenAuditAsync(TestPortal.Admin, Ct);

        Assert.Equal(["100% of it"], await DetailsAsync(new AuditFilter(Text: "100%")));
        Assert.Equal([@"a_b \ c"], await DetailsAsync(new AuditFilter(Text: "a_b")));
        Assert.Equal([@"a_b \ c"], await DetailsAsync(new AuditFilter(Text: @"\")));
        Assert.Equal(4, (await DetailsAsync(new AuditFilter(Action: "test"))).Length);
        Assert.Empty(await DetailsAsync(new AuditFilter(Outcome: "ok", Action: "test")));
        Assert.Empty(await DetailsAsync(new AuditFilter(To: DateTimeOffset.UnixEpoch)));

        async Task<string?[]> DetailsAsync(AuditFilter filter) => [.. (await audit.ListAsync(filter, null, 100, Ct)).Select(row => row.Detail)];
    }

    private static async Task<ServerView> AddAsync(TestPortal portal, int port, string name, string tenant)
    {
        using var password = Portal.Ipmi.SecretBytes.FromText("password");
        return await (await portal.Access.OpenFleetAsync(TestPortal.Admin, Ct)).AddServerAsync(
            new NewServer { Name = name, Address = IPAddress.Loopback.ToString(), Port = port, UserName = "admin", Password = password, Tenant = tenant, Tags = [] }, Ct);
    }

    private static async Task<Caller> AddPersonAsync(TestPortal portal, string name, Guid? tenant, GrantScope scope, Role role)
    {
        var person = await portal.AddUserAsync(name);
        await using (var db = await portal.DbAsync())
        {
            await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
            db.Add(new Grant { UserId = person.UserId, Role = role, Scope = scope });
            await db.SaveChangesAsync(Ct);
        }

        portal.Get<Grants>().Revoke(person.UserId);
        return person;
    }
}
