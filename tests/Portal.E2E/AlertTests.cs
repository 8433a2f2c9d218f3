using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>From a line that a host prints while nobody looks to the person who looks at that very moment; and the same line found by its words.</summary>
public sealed partial class AlertTests(Chromium chromium, SharedPortal shared)
{
    private const string Panic = "[   77.000001] Kernel panic - not syncing: Attempted to kill init!";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Panic_OnAHostNobodyWatches_LeadsToItsMomentAndIsFoundByItsWords()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var visitor = await shared.OpenAsync(chromium);
        var (page, replay) = (visitor.Page, new ReplayView(visitor.Page));
        var id = await visitor.AddServerAsync("alarmed", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/settings");
        await page.Locator("#tags").FillAsync("alarm-e2e");
        await page.Locator("#tags").PressAsync("Enter");
        await Expect(page.Locator(".state-ok").First).ToBeVisibleAsync();
        await bmc.WaitHeldAsync();
        foreach (var text in new[] { "Booting the kernel.\r\n", "Run /sbin/init as init process\r\n", $"{Panic}\r\n", "---[ end Kernel panic - not syncing ]---\r\nthe last word\r\n" })
            await bmc.PrintAsync(Encoding.ASCII.GetBytes(text), Ct);

        // The page was open before: the alert comes by itself.
        await page.GotoAsync("/alerts?q=name:alarmed");
        var row = page.Locator(".alerts-table tbody tr[data-row]");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row.Locator(".cell-what")).ToHaveTextAsync("Kernel panic");
        await Expect(row.Locator(".cell-line")).ToHaveTextAsync(Panic);
        await visitor.SaveAsync("alerts");
        await row.Locator(".cell-line a").ClickAsync();

        // The moment before the line, with what led to it; the line comes next, and stands among what happened.
        await Expect(page).ToHaveURLAsync(MomentAddress);
        await replay.WaitReadyAsync();
        await replay.WaitForTextAsync("Run /sbin/init");
        Assert.DoesNotContain("Kernel panic", await replay.ReadAsync(), StringComparison.Ordinal);
        await Expect(replay.Part("chapters").Locator("button").Filter(new() { HasText = "Kernel panic" })).ToHaveCountAsync(1);
        await page.Locator(".terminal-host").ClickAsync();
        await page.Keyboard.PressAsync(".");
        await replay.WaitForTextAsync(Panic);
        await visitor.SaveAsync("alert-moment");

        var moment = await SearchAsync(page, "\"attempted to KILL\" tag:alarm-e2e -oops");
        await Expect(moment).ToHaveCountAsync(1);
        await Expect(page.Locator(".search-coverage")).ToContainTextAsync("1 console");
        await Expect(page.Locator(".hit-line mark")).ToHaveTextAsync("Attempted to kill");
        await Expect(page.Locator(".hit-near").First).ToHaveTextAsync("Booting the kernel.");
        await visitor.SaveAsync("search");
        await moment.ClickAsync();
        await replay.WaitReadyAsync();
        await replay.WaitForTextAsync("Run /sbin/init");
        Assert.DoesNotContain("Kernel panic", await replay.ReadAsync(), StringComparison.Ordinal);
        foreach (var query in new[] { "\"attempted to kill\" tag:alarm-e2e until:1h", "\"attempted to kill\" server:alarmed -tag:alarm-e2e" })
        {
            await Expect(await SearchAsync(page, query)).ToHaveCountAsync(0);
            await Expect(page.Locator(".search-results .empty h2")).ToBeVisibleAsync();
        }

        await Expect(await SearchAsync(page, "/panic - .* kill/ server:alarmed since:1h")).ToHaveCountAsync(1);
        visitor.Finish();
    }

    private static async Task<ILocator> SearchAsync(IPage page, string query)
    {
        await page.GotoAsync("/search");
        await page.Locator("#search").FillAsync(query);
        await page.Locator("#search").PressAsync("Enter");
        await Expect(page.Locator(".search-coverage .state-ok")).ToBeVisibleAsync();
        return page.Locator(".hit .hit-at");
    }

    [GeneratedRegex(@"/servers/[0-9a-f]{32}/console/history\?at=\d+$")]
    private static partial Regex MomentAddress { get; }
}
