using System.Text.Json;
using Microsoft.Playwright;
using Portal.Testing;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>axe finds nothing serious on any page, in both themes.</summary>
public sealed class AccessibilityTests(Chromium chromium, SharedPortal shared)
{
    private static readonly string s_axe = File.ReadAllText(Path.Combine(Repository.Root, "node_modules/axe-core/axe.min.js"));

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task EveryPage_HasNoSeriousViolation(ColorScheme theme)
    {
        await using var visitor = await shared.OpenAsync(chromium, new BrowserNewContextOptions { ColorScheme = theme });
        var page = visitor.Page;
        await CheckSignInAsync(theme);
        await page.GotoAsync("/");
        await Expect(page.Locator("[data-row]").First).ToBeVisibleAsync();
        await CheckAsync(page, "fleet");
        await page.Locator("[data-row]", new PageLocatorOptions { HasText = "db-prod-03" }).Locator("[data-open]").ClickAsync();
        await Expect(page.Locator(".server-title h1")).ToHaveTextAsync("db-prod-03");
        await CheckAsync(page, "server");
        await page.Locator(".server-actions details[data-menu] summary").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Power-cycle", Exact = true }).ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        await CheckAsync(page, "power dialog");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".tabs a[href$='/console']").ClickAsync();
        await visitor.Console.WaitForConnectionAsync("live");
        await CheckAsync(page, "console");
        await page.GotoAsync($"{new Uri(page.Url).AbsolutePath}?doctor=1");
        await Expect(page.Locator("[data-check='Driver']")).ToBeVisibleAsync();
        await CheckAsync(page, "console doctor");
        await page.Locator(".key-bar a[href$='/history']").ClickAsync();
        await Expect(page.Locator("[data-replay='chapters'] li").First).ToBeVisibleAsync();
        await CheckAsync(page, "console history");
        var server = new Uri(page.Url).AbsolutePath.Replace("/console/history", "", StringComparison.Ordinal);
        foreach (var (tab, wanted) in ((string, string)[])[("sensors", ".sensors-table tr.table-row"), ("events", ".events-table, .empty"), ("inventory", ".inventory-parts section"), ("boot", "#boot-device"), ("bmc", ".accounts-table tbody tr")])
        {
            await page.GotoAsync($"{server}/{tab}");
            await Expect(page.Locator(wanted).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await CheckAsync(page, tab);
        }

        await page.GotoAsync("/consoles?q=rack4");
        await Expect(page.Locator("[data-tile]")).ToHaveCountAsync(1);
        await CheckAsync(page, "consoles");
        await page.GotoAsync("/operations");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await CheckAsync(page, "operations");
        await page.GotoAsync("/events");
        await Expect(page.Locator("h1")).ToHaveCountAsync(1);
        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await CheckAsync(page, "events of all");
        await page.GotoAsync("/?group=rack");
        await Expect(page.Locator(".group-row").First).ToBeVisibleAsync();
        await CheckAsync(page, "fleet in groups");
        await page.Locator(".table-row .check").First.CheckAsync();
        await page.Locator(".bulk-bar").GetByRole(AriaRole.Button, new() { Name = "Power-cycle" }).ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
        await CheckAsync(page, "bulk dialog");
        await page.Keyboard.PressAsync("Escape");
        await page.GotoAsync("/servers/new");
        await Expect(page.Locator("#address")).ToBeVisibleAsync();
        await CheckAsync(page, "add a server");
        visitor.Finish();
    }

    private async Task CheckSignInAsync(ColorScheme theme)
    {
        await using var visitor = await shared.OpenSignedOutAsync(chromium);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
        await visitor.Page.GotoAsync("/sign-in");
        await CheckAsync(visitor.Page, "sign-in");
        visitor.Finish();
    }

    internal static async Task CheckAsync(IPage page, string name)
    {
        await page.EvaluateAsync(s_axe);
        var result = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        var serious = result.GetProperty("violations").EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => $"{violation.GetProperty("id")}: {string.Join("; ", violation.GetProperty("nodes").EnumerateArray().Take(4).Select(node => node.GetProperty("html")))}")
            .ToList();
        Assert.True(serious.Count == 0, $"{name}\n{string.Join('\n', serious)}");
    }
}
