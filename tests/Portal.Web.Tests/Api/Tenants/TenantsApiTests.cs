using System.Net;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Data;

namespace Portal.Web.Tests.Api.Tenants;

/// <summary>Tenants, their people, and servers that change hands, as programs do it.</summary>
public sealed class TenantsApiTests(PortalServer portal)
{
    private const string Path = "/api/v1/tenants";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tenant_AddedChangedSuspendedAndRemoved_IsToldAsItIs()
    {
        using var root = await portal.CreateApiClientAsync(Role.Administrator);
        var name = PortalServer.NewName("tenant");
        var tenant = await root.SendAsync(HttpMethod.Post, Path, new { name }, HttpStatusCode.Created);
        var path = $"{Path}/{tenant.Text("id")}";
        Assert.Equal("name_taken", (await root.SendAsync(HttpMethod.Post, Path, new { name = name.ToUpperInvariant() }, HttpStatusCode.Conflict)).Text("code"));
        Assert.Equal("right_not_allowable", (await root.SendAsync(HttpMethod.Patch, path, new { allowed = new[] { "administer" } }, HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("reason_missing", (await root.SendAsync(HttpMethod.Patch, path, new { suspended = true }, HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("unknown_field", (await root.SendAsync(HttpMethod.Patch, path, new { servers = 1 }, HttpStatusCode.BadRequest)).Text("code"));

        var changed = await root.SendAsync(HttpMethod.Patch, path, new { name = name + " Ltd", allowed = new[] { "raw" }, suspended = true, reason = "unpaid" }, HttpStatusCode.OK);
        Assert.Equal((name + " Ltd", true, "unpaid", "raw"), (changed.Text("name"), changed["suspended"]!.GetValue<bool>(), changed.Text("suspendReason"), changed["allowed"]![0]!.GetValue<string>()));
        Assert.Null((await root.SendAsync(HttpMethod.Patch, path, new { suspended = false }, HttpStatusCode.OK))["suspendReason"]);

        // Invited by the staff, and by the tenant's own administrator into their own.
        var email = PortalServer.NewName("boss") + "@example.org";
        var invited = await root.SendAsync(HttpMethod.Post, "/api/v1/users", new { email, tenant = name + " Ltd" }, HttpStatusCode.Created);
        Assert.Contains("/set-password?", invited.Text("link"), StringComparison.Ordinal);
        Assert.Equal(tenant.Text("id"), invited["user"]!.Text("tenantId"));
        Assert.Equal("email_taken", (await root.SendAsync(HttpMethod.Post, "/api/v1/users", new { email }, HttpStatusCode.Conflict)).Text("code"));
        Assert.NotEqual(invited.Text("link"), (await root.SendAsync(HttpMethod.Post, $"/api/v1/users/{invited["user"]!.Text("id")}/link", null, HttpStatusCode.OK)).Text("link"));
        using var boss = await AddPersonAsync(Guid.Parse(tenant.Text("id")), Role.Administrator);
        var own = await boss.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = PortalServer.NewName("own") + "@example.org" }, HttpStatusCode.Created);
        Assert.Equal(tenant.Text("id"), own["user"]!.Text("tenantId"));
        var other = (await root.SendAsync(HttpMethod.Post, Path, new { name = PortalServer.NewName("other") }, HttpStatusCode.Created)).Text("id");
        Assert.Equal("scope_unknown", (await boss.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = "x@example.org", tenant = other }, HttpStatusCode.BadRequest)).Text("code"));
        using var worker = await AddPersonAsync(Guid.Parse(tenant.Text("id")), Role.Operator);
        await worker.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = "x@example.org" }, HttpStatusCode.NotFound);

        Assert.Equal("tenant_in_use", (await root.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.Conflict)).Text("code"));
        await root.SendAsync(HttpMethod.Delete, $"{Path}/{other}", null, HttpStatusCode.NoContent);
        await root.GetAsync($"{Path}/{other}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task HandOver_PreviewedStartedAndReported_ShowsEachSideItsOwn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var root = await portal.CreateApiClientAsync(Role.Administrator);
        var (acme, globex) = (PortalServer.NewName("acme"), PortalServer.NewName("globex"));
        using var leaving = await AddPersonAsync(await AddTenantAsync(root, acme), Role.Operator);
        using var newcomer = await AddPersonAsync(await AddTenantAsync(root, globex), Role.Operator);
        using var viewer = await portal.CreateApiClientAsync(Role.Operator);
        var server = await root.AddServerAsync(bmc);
        Assert.Equal("Hall 2", (await root.SendAsync(HttpMethod.Patch, $"/api/v1/servers/{server}", new { site = "Hall 2" }, HttpStatusCode.OK)).Text("site"));
        await root.SendAsync(HttpMethod.Post, $"/api/v1/servers/{server}/handover", new { tenant = acme }, HttpStatusCode.Accepted);

        var preview = await root.GetAsync($"/api/v1/servers/{server}/handover?tenant={globex}", HttpStatusCode.OK);
        Assert.Equal((acme, globex, 1, 1), (preview.Text("from"), preview.Text("to"), preview["losing"]!.AsArray().Count, preview["gaining"]!.AsArray().Count));
        Assert.Equal("same_tenant", (await root.GetAsync($"/api/v1/servers/{server}/handover?tenant={acme}", HttpStatusCode.BadRequest)).Text("code"));
        Assert.Equal("missing_field", (await root.SendAsync(HttpMethod.Post, $"/api/v1/servers/{server}/handover", new { }, HttpStatusCode.BadRequest)).Text("code"));
        var path = $"/api/v1/handovers/{(await root.SendAsync(HttpMethod.Post, $"/api/v1/servers/{server}/handover", new { tenant = globex }, HttpStatusCode.Accepted)).Text("id")}";
        var asked = await root.WaitForAsync(path, answer => StateOf(answer, "removeStrangers") == "needsAnswer" && StateOf(answer, "checkNetwork") != "running" && StateOf(answer, "checkNetwork") != "waiting");
        Assert.Equal(("staff", acme, globex, "done", 9), (asked.Text("side"), asked.Text("from"), asked.Text("to"), StateOf(asked, "cutSessions"), asked["steps"]!.AsArray().Count));

        foreach (var client in (HttpClient[])[leaving, newcomer, viewer])
        {
            await client.SendAsync(HttpMethod.Post, $"{path}/strangers", new { remove = Array.Empty<int>() }, HttpStatusCode.NotFound);
            await client.SendAsync(HttpMethod.Post, $"{path}/steps/clearLog/retry", null, HttpStatusCode.NotFound);
            await client.GetAsync($"{path}/event-log", HttpStatusCode.NotFound);
        }

        Assert.Equal("not_listed", (await root.SendAsync(HttpMethod.Post, $"{path}/strangers", new { remove = new[] { 63 } }, HttpStatusCode.BadRequest)).Text("code"));
        await root.SendAsync(HttpMethod.Post, $"{path}/strangers", new { remove = Array.Empty<int>() }, HttpStatusCode.OK);
        await root.WaitForAsync(path, answer => answer["endedAt"] is not null);
        await root.SendAsync(HttpMethod.Post, $"{path}/steps/fly/retry", null, HttpStatusCode.NotFound);
        Assert.Equal("invalid_format", (await root.GetAsync($"{path}/report?format=pdf", HttpStatusCode.BadRequest)).Text("code"));
        await root.GetAsync($"{path}/event-log", HttpStatusCode.OK);

        foreach (var (client, side, from, to) in new[] { (leaving, "from", acme, null), (newcomer, "to", (string?)null, globex), (root, "staff", acme, globex) })
        {
            var json = await client.GetAsync($"{path}/report?format=json", HttpStatusCode.OK);
            Assert.Equal((side, from, to), (json.Text("side"), (string?)json["from"], (string?)json["to"]));
            Assert.Equal(side == "staff", json["steps"]![4]!["accounts"] is not null);
            using var html = await client.GetAsync(new Uri($"{path}/report", UriKind.Relative), Ct);
            Assert.Equal((MediaTypeNames.Text.Html, "attachment"), (html.Content.Headers.ContentType?.MediaType, html.Content.Headers.ContentDisposition?.DispositionType));
            var text = await html.Content.ReadAsStringAsync(Ct);
            Assert.StartsWith("<!DOCTYPE html>", text, StringComparison.Ordinal);
            Assert.Equal((from is not null, to is not null), (text.Contains(acme, StringComparison.Ordinal), text.Contains(globex, StringComparison.Ordinal)));
            Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        }

        await viewer.GetAsync(path, HttpStatusCode.NotFound);
        await leaving.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.NotFound);
        Assert.Equal(globex, (await newcomer.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.OK)).Text("tenant"));
    }

    private static string StateOf(JsonObject handOver, string step) => handOver["steps"]!.AsArray().Single(row => row!.Text("step") == step)!.Text("state");

    private static async Task<Guid> AddTenantAsync(HttpClient root, string name) => Guid.Parse((await root.SendAsync(HttpMethod.Post, Path, new { name }, HttpStatusCode.Created)).Text("id"));

    private async Task<HttpClient> AddPersonAsync(Guid tenant, Role role)
    {
        var user = await portal.CreateUserAsync(null);
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
        {
            await db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.TenantId, tenant), Ct);
            db.Add(new Grant { UserId = user.Id, Role = role, Scope = GrantScope.OfTenant(tenant), CreatedAt = TimeProvider.System.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        }

        return portal.CreateApiClient(await portal.CreateTokenAsync(user));
    }
}
