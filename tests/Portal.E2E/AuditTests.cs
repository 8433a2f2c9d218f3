using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Somebody did something: an auditor sees it come, with what was meant and how it went, finds the record intact and takes it away.</summary>
public sealed class AuditTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task Action_Done_AppearsWithIntentAndOutcomeIsVerifiedAndExported()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var auditor = await shared.OpenAsync(chromium);
        await using var visitor = await shared.OpenAsync(chromium);
        var page = auditor.Page;
        var id = await visitor.AddServerAsync("audited", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync("/audit?server=audited");
        await Expect(page.Locator(".audit-table")).ToContainTextAsync("server.add");
        var powers = page.Locator(".audit-table tr", new() { HasText = "power.cycle" });
        await Expect(powers).ToHaveCountAsync(0);

        await bmc.WaitUntilAsync(sim => sim.Ledger.Any(), TestContext.Current.CancellationToken);
        await visitor.SwitchPowerAsync("Power-cycle");
        await Expect(powers).ToHaveCountAsync(1);
        await Expect(powers.Locator(".cell-result")).ToContainTextAsync("Done", new() { Timeout = 60_000 });

        await powers.Locator("a[data-open]").ClickAsync();
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog).ToContainTextAsync("power.cycle");
        await Expect(dialog.Locator("section")).ToHaveCountAsync(2);
        await Expect(dialog).ToContainTextAsync("Administrator on all servers");
        await auditor.SaveAsync("audit-details-1440");
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Verify", Exact = true }).ClickAsync();
        await Expect(page.Locator(".audit-state")).ToContainTextAsync("Intact:");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "NDJSON" }).ClickAsync());
        var text = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("\"action\":\"power.cycle\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"action\":\"signin\"", text, StringComparison.Ordinal);
        await auditor.SaveAsync("audit-1440");

        await page.Locator("#audit-action").FillAsync("power");
        await page.Locator("#audit-action").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("action=power"));
        await Expect(page.Locator(".audit-table")).Not.ToContainTextAsync("server.add");
        await page.Locator("#audit-outcome").SelectOptionAsync("refused");
        await Expect(page.Locator(".empty")).ToContainTextAsync("Nothing matches");
        await visitor.Page.GotoAsync($"/servers/{id}");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Audit of this server" }).ClickAsync();
        await Expect(visitor.Page.Locator(".audit-table")).ToContainTextAsync("power.cycle");
        auditor.Finish();
        visitor.Finish();
        await PicturesAsync();
    }

    private async Task PicturesAsync()
    {
        foreach (var (theme, width, locale) in ((ColorScheme, int, string)[])[(ColorScheme.Light, 1440, "zh-CN"), (ColorScheme.Dark, 390, "en-US"), (ColorScheme.Light, 390, "zh-CN")])
        {
            await using var other = await shared.OpenAsync(
                chromium, new BrowserNewContextOptions { ColorScheme = theme, Locale = locale, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
            await other.Page.GotoAsync("/audit?server=audited");
            await Expect(other.Page.Locator(".audit-table")).ToContainTextAsync("server.add");
            await other.SaveAsync($"audit-{theme}-{width}-{locale}");
            other.Finish();
        }
    }
}
