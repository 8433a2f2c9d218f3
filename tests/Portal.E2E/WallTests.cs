using System.Text;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Many consoles on one page.</summary>
public sealed class WallTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wall_MoveByKeysAndTypeOnAll_EachConsoleGetsWhatItShould()
    {
        await using var left = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var right = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        await visitor.AddServerAsync("wall-left", "127.0.0.1", left.EndPoint.Port);
        await visitor.AddServerAsync("wall-right", "127.0.0.1", right.EndPoint.Port);
        await page.GotoAsync("/consoles?q=wall-");
        var tiles = page.Locator("[data-tile]");
        await Expect(tiles).ToHaveCountAsync(2);
        await Expect(page.Locator(".wall-bar")).ToContainTextAsync("2 of 2 live", new() { Timeout = 20_000 });
        await Expect(page).ToHaveTitleAsync("Consoles · Pilotlight");

        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-tile] .terminal-host')].every(host => host.pilotlight?.state().connection === 'live')");

        await tiles.Nth(0).Locator(".xterm-helper-textarea").FocusAsync();
        await page.Keyboard.TypeAsync("only left");
        await WaitTypedAsync(left, 9);
        await page.Keyboard.PressAsync("Control+Shift+ArrowRight");
        await page.Keyboard.TypeAsync("only right");
        await WaitTypedAsync(right, 10);

        await page.GetByRole(AriaRole.Button, new() { Name = "Type on all 2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Typing on all 2: stop" })).ToBeVisibleAsync();
        await tiles.Nth(0).Locator(".xterm-helper-textarea").FocusAsync();
        await page.Keyboard.TypeAsync("!both");
        await WaitTypedAsync(left, 14);
        await WaitTypedAsync(right, 15);
        await Expect(page.Locator("[data-fare=echoed]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-fare]").First).ToHaveTextAsync("echoed");
        await visitor.SaveAsync("wall-two");
        Assert.Equal(("only left!both", "only right!both"), (Encoding.UTF8.GetString(left.Typed), Encoding.UTF8.GetString(right.Typed)));

        await page.GotoAsync("/consoles?cols=3");
        await Expect(tiles.First).ToBeVisibleAsync();
        Assert.InRange(await tiles.CountAsync(), 8, 16);
        await Expect(page.Locator(".wall-columns [aria-current]")).ToHaveTextAsync("3");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-tile] .terminal-host')].some(host => host.pilotlight?.text().includes('login'))");
        await visitor.SaveAsync("wall-fleet");
        await page.SetViewportSizeAsync(390, 844);
        await visitor.SaveAsync("wall-phone");
        visitor.Finish();
    }

    private static Task WaitTypedAsync(SimulatedBmc bmc, int count) => bmc.WaitUntilAsync(sim => sim.TypedCount >= count, Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct);
}
