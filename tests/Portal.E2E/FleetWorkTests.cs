using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Work with many servers from the fleet's page, by keyboard as far as it goes.</summary>
public sealed class FleetWorkTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task Fleet_FilteredAndSelectedByKeyboard_CyclesAllAndTriesTheFailedOneAgain()
    {
        await using var first = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, BootPace = 0, SessionSlots = 8 });
        await using var second = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, BootPace = 0, SessionSlots = 8 });
        await using var bad = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, BootPace = 0, SessionSlots = 8 });
        bad.Faults.CompletionCodes[(0, 2)] = 0xD5;
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        await visitor.AddServerAsync("bulkrow-1", "127.0.0.1", first.EndPoint.Port);
        await visitor.AddServerAsync("bulkrow-2", "127.0.0.1", second.EndPoint.Port);
        await visitor.AddServerAsync("bulkrow-bad", "127.0.0.1", bad.EndPoint.Port);
        await page.GotoAsync("/");
        var rows = page.Locator(".fleet-table tr.table-row");
        await Expect(rows.First).ToBeVisibleAsync();

        // Keys are offered, then values with how many have them.
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("pow");
        await Expect(page.Locator("#query-offers li")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#query-offers .is-active")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#query")).ToHaveValueAsync("power:");
        await Expect(page.Locator("#query-offers li").First).ToContainTextAsync("on");
        await visitor.SaveAsync("fleet-offers");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#query-offers .is-active")).ToContainTextAsync("on");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".token")).ToHaveCountAsync(1);
        await page.Keyboard.TypeAsync("name:bulkrow");
        await Expect(page.Locator("#query")).ToHaveValueAsync("name:bulkrow");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".token")).ToHaveCountAsync(2);
        await Expect(rows).ToHaveCountAsync(3, new() { Timeout = 60_000 });

        // x selects where the focus is; what is selected stays when the filter changes.
        await page.Keyboard.PressAsync("ArrowDown");
        for (var i = 1; i <= 3; i++)
        {
            await Expect(rows.Nth(i - 1)).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("x");
            await Expect(page.Locator(".bulk-count b")).ToHaveTextAsync($"{i}");
            if (i < 3)
                await page.Keyboard.PressAsync("j");
        }
        await page.GotoAsync("/?q=name:bulkrow&group=tenant", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(page.Locator(".group-row")).ToHaveCountAsync(1);
        await Expect(page.Locator(".bulk-bar")).ToHaveCountAsync(0);
        await page.Locator("thead .check").CheckAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("name:bulkrow-bad");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.Locator(".bulk-count")).ToContainTextAsync("2 not shown");
        await visitor.SaveAsync("fleet-selected");

        await page.Locator(".bulk-verbs button").Nth(3).ClickAsync();
        await Expect(page.Locator("dialog[open] .touches")).ToContainTextAsync("bulkrow-1, bulkrow-2, bulkrow-bad");
        await page.Locator("#bulk-reason").FillAsync("rack move");
        await visitor.SaveAsync("bulk-dialog");
        await page.Locator("dialog[open] .button-danger").ClickAsync();
        await Expect(page.Locator("[data-target=bulkrow-bad][data-state=Failed]")).ToHaveCountAsync(1, new() { Timeout = 90_000 });
        await Expect(page.Locator(".bulk-row[data-state=Confirmed]")).ToHaveCountAsync(2, new() { Timeout = 90_000 });
        await visitor.SaveAsync("bulk-results");

        // Only the one that failed is tried again.
        bad.Faults.CompletionCodes.Clear();
        await page.Locator("dialog[open] .bulk-next .button-primary").ClickAsync();
        await Expect(page.Locator(".bulk-row")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-target=bulkrow-bad][data-state=Confirmed]")).ToHaveCountAsync(1, new() { Timeout = 90_000 });
        Assert.Single(first.Ledger, entry => entry is { NetFn: 0, Command: 2 });
        await page.Keyboard.PressAsync("Escape");
        await page.GotoAsync("/operations");
        await visitor.SaveAsync("operations-bulk");
        await page.Locator(".bulk-card").Nth(1).ClickAsync();
        await Expect(page.Locator("[data-target=bulkrow-bad][data-state=Failed]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "See what the next try did" })).ToBeVisibleAsync();
        await visitor.SaveAsync("bulk-page");

        // The same in the other language and theme, and on a phone.
        await using var other = await shared.OpenAsync(chromium, new BrowserNewContextOptions { Locale = "zh-CN", ColorScheme = ColorScheme.Light });
        await other.Page.GotoAsync("/?group=rack&cols=health,power,sensors,watts,events,tags,firmware,seen");
        await Expect(other.Page.Locator(".fleet-table tr.table-row").First).ToBeVisibleAsync();
        await other.SaveAsync("fleet-zh-light");
        await other.Page.SetViewportSizeAsync(390, 800);
        await other.Page.GotoAsync("/?group=rack");
        await Expect(other.Page.Locator(".fleet-table tr.table-row").First).ToBeVisibleAsync();
        await other.Page.Locator(".fleet-table tr.table-row .check").First.CheckAsync();
        await Expect(other.Page.Locator(".bulk-bar")).ToBeVisibleAsync();
        await other.SaveAsync("fleet-phone-zh");
        other.Finish();
        visitor.Finish();
    }
}
