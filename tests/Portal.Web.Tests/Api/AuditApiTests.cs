using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Testing;
using Portal.Web.Tests.Verbs;

namespace Portal.Web.Tests.Api;

public sealed class AuditApiTests(PortalServer portal)
{
    private const string Path = "/api/v1/audit";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_ActionsOfAToken_AreListedPagedAndExportedAsTheyWere()
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        using var viewer = await portal.CreateApiClientAsync(Role.Viewer);
        var name = PortalServer.NewName("=formula");
        await administrator.SendAsync(HttpMethod.Post, "/api/v1/snippets", new { name, text = "uptime", shared = true }, HttpStatusCode.Created);

        var rows = (await administrator.GetAsync($"{Path}?text={Uri.EscapeDataString(name)}&action=snippet", HttpStatusCode.OK))["items"]!.AsArray();
        var intent = rows.Single(row => row!.Text("outcome") == "intent")!;
        Assert.StartsWith("token ", intent.Text("credential"), StringComparison.Ordinal);
        Assert.StartsWith("Administrator on all servers", intent.Text("authority"), StringComparison.Ordinal);
        var act = (await administrator.GetAsync($"{Path}?correlation={intent.Text("correlation")}", HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(["ok", "intent"], act.Select(row => row!.Text("outcome")));

        var first = await administrator.GetAsync($"{Path}?limit=1", HttpStatusCode.OK);
        var second = await administrator.GetAsync($"{Path}?limit=1&cursor={first.Text("nextCursor")}", HttpStatusCode.OK);
        Assert.True(first["items"]![0]!["id"]!.GetValue<long>() > second["items"]![0]!["id"]!.GetValue<long>());

        var csv = await administrator.GetStringAsync($"{Path}/export?format=csv&correlation={intent.Text("correlation")}", Ct);
        Assert.Contains(",\"snippet.", csv, StringComparison.Ordinal);
        Assert.DoesNotContain($",\"{name}", csv, StringComparison.Ordinal);
        var lines = (await administrator.GetStringAsync($"{Path}/export?correlation={intent.Text("correlation")}", Ct)).TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["intent", "ok"], lines.Select(line => line.Text("outcome")));
        Assert.All(lines, line => Assert.Equal(64, line.Text("mac").Length));
        Assert.NotEmpty((await administrator.GetAsync($"{Path}?action=audit.export", HttpStatusCode.OK))["items"]!.AsArray());

        await viewer.GetAsync(Path, HttpStatusCode.NotFound);
        await viewer.GetAsync($"{Path}/export", HttpStatusCode.NotFound);
        await viewer.SendAsync(HttpMethod.Post, $"{Path}/verify", null, HttpStatusCode.NotFound);
        foreach (var (query, code) in new[] { ("outcome=maybe", "invalid_outcome"), ("from=soon", "invalid_from"), ("cursor=x", "invalid_cursor"), ("correlation=x", "invalid_correlation"), ($"text={new string('x', 201)}", "invalid_text") })
            Assert.Equal(code, (await administrator.GetAsync($"{Path}?{query}", HttpStatusCode.BadRequest)).Text("code"));
    }

    [Fact]
    public async Task Verify_ByApiAndCommandLine_NamesTheRowThatWasChanged()
    {
        await using var own = new PortalServer();
        await own.InitializeAsync();
        using var administrator = await own.CreateApiClientAsync(Role.Administrator);
        var intact = await administrator.SendAsync(HttpMethod.Post, $"{Path}/verify", null, HttpStatusCode.OK);
        Assert.True(intact["intact"]!.GetValue<bool>());
        Assert.Null(intact["firstBadRow"]);
        var (status, output, _) = await own.RunVerbAsync("", "audit", "verify");
        Assert.Equal(0, status);
        Assert.StartsWith("The audit is intact: ", output, StringComparison.Ordinal);

        await using (var db = await own.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
        {
            await db.Database.ExecuteSqlRawAsync(AuditSql.Unlock, Ct);
            await db.Database.ExecuteSqlRawAsync("UPDATE \"AuditEntries\" SET \"UserName\" = 'nobody' WHERE \"Sequence\" = 2", Ct);
        }

        var changed = await administrator.SendAsync(HttpMethod.Post, $"{Path}/verify", null, HttpStatusCode.OK);
        Assert.Equal((false, 2L, "changed"), (changed["intact"]!.GetValue<bool>(), changed["firstBadRow"]!["sequence"]!.GetValue<long>(), changed["firstBadRow"]!.Text("kind")));
        (status, _, var error) = await own.RunVerbAsync("", "audit", "verify");
        Assert.Equal(1, status);
        Assert.Contains("NOT intact. First bad row: 2 (Changed).", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_AuditCannotBeWritten_AreRefusedInWordsAndLookingWorks()
    {
        await using var own = new PortalServer();
        await own.InitializeAsync();
        using var administrator = await own.CreateApiClientAsync(Role.Administrator);
        await using (var db = await own.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
            await db.Database.ExecuteSqlRawAsync(AuditSql.Refuse, Ct);

        var refused = await administrator.SendAsync(HttpMethod.Post, "/api/v1/snippets", new { name = "x", text = "uptime" }, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("audit_unavailable", refused.Text("code"));
        Assert.Contains("nothing was done", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("audit_unavailable", (await administrator.GetAsync($"{Path}/export", HttpStatusCode.ServiceUnavailable)).Text("code"));
        await administrator.GetAsync("/api/v1/servers", HttpStatusCode.OK);
        await administrator.GetAsync(Path, HttpStatusCode.OK);
        Assert.Empty((await administrator.GetAsync("/api/v1/snippets", HttpStatusCode.OK))["items"]!.AsArray());
    }
}
