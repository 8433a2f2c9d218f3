using System.Text.Json;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Two tenants from nothing to a server that changes hands: each sees and uses its own, and the past stays with whose it was.</summary>
public sealed class TenantsTests(Chromium chromium)
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@globex.example";
    private const string Past = "acme prints a secret";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tenants_SeeAndUseTheirOwn_AndAServerThatChangesHandsTellsNothing()
    {
        // One of its own: sign-ins are counted by address.
        await using var portal = await PortalProcess.StartAsync(demoServers: 0, Ct);
        await using var webBmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var dbBmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var admin = await chromium.OpenAsync(portal);
        await admin.SetUpAsync(portal);
        await admin.SignInAsync();
        var web = await admin.AddServerAsync("web-1", "127.0.0.1", webBmc.EndPoint.Port);
        var db = await admin.AddServerAsync("db-1", "127.0.0.1", dbBmc.EndPoint.Port);
        await using var ann = await InviteAsync(portal, admin, "Acme", Ann);
        await using var bob = await InviteAsync(portal, admin, "Globex", Bob);
        await Expect(ann.Page.Locator("[data-row]")).ToHaveCountAsync(0);
        await HandOverAsync(admin, web, "web-1", "Acme");
        await SettleAsync(admin);
        await HandOverAsync(admin, db, "db-1", "Globex");
        await SettleAsync(admin);

        // Each sees and uses their own, and nothing of the other's.
        await SeesOnlyAsync(ann, "web-1", db);
        await SeesOnlyAsync(bob, "db-1", web);
        await ann.OpenConsoleAsync(web);
        await webBmc.WaitHeldAsync();
        await webBmc.PrintAsync("acme prints a secret\r\n"u8.ToArray(), Ct);
        await ann.Console.WaitForTextAsync(Past);
        await ann.SwitchPowerAsync("Reset");
        await ann.Console.TypeLineAsync("typed by ann");
        await webBmc.ExpectTypedAsync("typed by ann\r");
        await bob.OpenConsoleAsync(db);
        await dbBmc.WaitHeldAsync();
        await bob.Console.TypeLineAsync("typed by bob");
        await dbBmc.ExpectTypedAsync("typed by bob\r");

        // In the middle of it the server changes hands.
        ann.MayLoseConnection = true;
        await HandOverAsync(admin, web, "web-1", "Globex", () => Expect(ann.Page.Locator(".empty h1")).ToBeVisibleAsync(new() { Timeout = 2_000 }));
        var handOver = new Uri(admin.Page.Url).AbsolutePath;
        await Expect(ann.Page.Locator(".xterm")).ToHaveCountAsync(0);
        await SettleAsync(admin);
        await admin.SaveAsync("tenants-checklist");
        var typed = (int)webBmc.TypedCount;

        foreach (var path in new[] { $"/servers/{web}", $"/servers/{web}/console", $"/servers/{web}/console/history" })
        {
            await ann.Page.GotoAsync(path);
            await Expect(ann.Page.Locator(".empty h1")).ToBeVisibleAsync();
        }

        foreach (var path in new[] { "", "/console", "/console/log", "/console/timeline", "/power", "/handover?tenant=Acme" })
            Assert.Equal(404, (await GetAsync(ann, $"servers/{web}{path}")).Status);
        foreach (var list in new[] { "servers", "operations", "alerts", "search/console?q=secret" })
            Assert.DoesNotContain("web-1", (await GetAsync(ann, list)).Text, StringComparison.Ordinal);

        // The newcomer has it from now on, and learns nothing of what was.
        await bob.Page.GotoAsync("/");
        await Expect(bob.Page.Locator("[data-row]")).ToHaveCountAsync(2);
        await bob.OpenConsoleAsync(web);
        await webBmc.WaitHeldAsync();
        await webBmc.PrintAsync("printed for globex\r\n"u8.ToArray(), Ct);
        await bob.Console.WaitForTextAsync("printed for globex");
        Assert.DoesNotContain("secret", await bob.Console.ReadAsync(), StringComparison.Ordinal);
        await bob.Console.TypeLineAsync("mine");
        await webBmc.ExpectTypedAsync("mine\r", typed);
        foreach (var path in new[] { $"servers/{web}/console/log", $"servers/{web}/console/timeline", "search/console?q=secret", "operations", "alerts", "audit?limit=1000", "users" })
        {
            var told = await GetAsync(bob, path);
            Assert.Equal(200, told.Status);
            Assert.DoesNotContain("secret\\r", told.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Past, told.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Ann, told.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Acme", told.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("reset", (await GetAsync(bob, "operations")).Text, StringComparison.Ordinal);

        // Each side has its report, and the staff both.
        await ReportsAsync(ann, bob, admin, handOver);
        ann.Finish();
        bob.Finish();
        admin.Finish();
    }

    private static async Task ReportsAsync(Visitor ann, Visitor bob, Visitor admin, string handOver)
    {
        foreach (var (visitor, side, from, to) in new[] { (ann, "from", "Acme", null), (bob, "to", (string?)null, "Globex"), (admin, "staff", "Acme", "Globex") })
        {
            await visitor.Page.GotoAsync("/handovers");
            await visitor.Page.Locator($".rule a[href='{handOver}']").ClickAsync();
            await Expect(visitor.Page.Locator("[data-step='CutSessions'][data-state='Done']")).ToBeVisibleAsync();
            await AccessibilityTests.CheckAsync(visitor.Page, $"hand-over, {side}");
            await visitor.SaveAsync($"tenants-report-{side}");
            var page = await visitor.Page.Locator("main").InnerTextAsync();
            var html = await GetAsync(visitor, $"{handOver.TrimStart('/')}/report?format=html");
            using var json = JsonDocument.Parse((await GetAsync(visitor, $"{handOver.TrimStart('/')}/report?format=json")).Text);
            Assert.Equal((side, from, to), (json.RootElement.GetProperty("side").GetString(), json.RootElement.GetProperty("from").GetString(), json.RootElement.GetProperty("to").GetString()));
            Assert.Equal(9, json.RootElement.GetProperty("steps").GetArrayLength());
            foreach (var name in new[] { "Acme", "Globex" })
                Assert.All([page, html.Text], text => Assert.Equal(name == from || name == to, text.Contains(name, StringComparison.Ordinal)));
        }
    }

    /// <summary>Adds a tenant and invites its administrator, all on the tenant's page; the link is taken from there.</summary>
    private async Task<Visitor> InviteAsync(PortalProcess portal, Visitor admin, string tenant, string email)
    {
        var page = admin.Page;
        await page.GotoAsync("/tenants");
        await page.Locator("#tenant-new").ClickAsync();
        await page.Locator("#tenant-name").FillAsync(tenant);
        await page.Locator("#tenant-add").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(tenant);
        await page.Locator("#tenant-invite").ClickAsync();
        await Expect(page.Locator("#invite-role option[value='Administrator']")).ToBeAttachedAsync();
        await page.Locator("#invite-email").FillAsync(email);
        await page.Locator("#invite-role").SelectOptionAsync("Administrator");
        await AccessibilityTests.CheckAsync(page, "invite");
        await page.Locator("#invite-go").ClickAsync();
        var link = await page.Locator("[data-invitation]").GetAttributeAsync("href");
        await page.Locator("#invite-close").ClickAsync();
        await Expect(page.Locator("#tenant-people + .quiet")).ToHaveTextAsync("1");
        await AccessibilityTests.CheckAsync(page, "tenant");
        await admin.SaveAsync($"tenants-{tenant}");

        var visitor = await chromium.OpenAsync(portal);
        await visitor.Page.GotoAsync(new Uri(link!).PathAndQuery);
        await visitor.Page.Locator("#password").FillAsync(Visitor.Password);
        await visitor.Page.Locator("#confirm").FillAsync(Visitor.Password);
        await visitor.Page.Locator("#confirm").PressAsync("Enter");
        await Expect(visitor.Page.Locator(".notice-ok")).ToBeVisibleAsync();
        await visitor.SignInAsync(email: email);
        return visitor;
    }

    /// <summary>Hands a server over in its settings, after a look at what that would do.</summary>
    /// <param name="meanwhile">What has to happen from the click on.</param>
    private static async Task HandOverAsync(Visitor admin, string server, string name, string tenant, Func<Task>? meanwhile = null)
    {
        var page = admin.Page;
        await page.GotoAsync($"/servers/{server}/settings");
        await page.Locator("#handover-open").ClickAsync();
        await page.Locator("#handover-tenant").SelectOptionAsync(new SelectOptionValue { Label = tenant });
        await Expect(page.Locator("[data-preview]")).ToBeVisibleAsync();
        if (meanwhile is not null)
        {
            await Expect(page.Locator("[data-preview]")).ToContainTextAsync(Ann);
            await Expect(page.Locator("[data-preview]")).ToContainTextAsync(Bob);
            await AccessibilityTests.CheckAsync(page, "hand over");
            await admin.SaveAsync("tenants-preview");
        }

        await page.Locator("#handover-typed").FillAsync(name);
        await page.Locator("#handover-go").ClickAsync();
        if (meanwhile is not null)
            await meanwhile();
        await Expect(page.Locator(".handover-steps > li")).ToHaveCountAsync(9);
    }

    /// <summary>Waits until the checklist is through; who is on the BMC and nobody knows yet may stay.</summary>
    private static async Task SettleAsync(Visitor admin)
    {
        var page = admin.Page;
        await Expect(page.Locator("[data-state='Waiting'], [data-state='Running']")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        if (await page.Locator("#strangers-answer").CountAsync() > 0)
        {
            await AccessibilityTests.CheckAsync(page, "hand-over");
            await admin.SaveAsync("tenants-answer");
            await page.Locator("#strangers-answer").ClickAsync();
        }

        await Expect(page.Locator("[data-state='Waiting'], [data-state='Running'], [data-state='NeedsAnswer']")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        foreach (var step in new[] { "CutSessions", "CloseControl", "ArchiveLog", "ClearLog", "RemoveStrangers", "ResetBoot", "CheckNetwork" })
            await Expect(page.Locator($"[data-step='{step}'][data-state='Done']")).ToBeVisibleAsync();
    }

    private static async Task SeesOnlyAsync(Visitor visitor, string name, string foreign)
    {
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.Locator("[data-row]")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("[data-row]")).ToContainTextAsync(name);
        await visitor.Page.GotoAsync($"/servers/{foreign}");
        await Expect(visitor.Page.Locator(".empty h1")).ToBeVisibleAsync();
        Assert.Equal(404, (await GetAsync(visitor, $"servers/{foreign}")).Status);
    }

    /// <summary>Asks the API as this browser, with its session.</summary>
    private static async Task<(int Status, string Text)> GetAsync(Visitor visitor, string path)
    {
        var answer = await visitor.Page.APIRequest.GetAsync($"/api/v1/{path}");
        return (answer.Status, await answer.TextAsync());
    }
}
