using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>From nothing to a server's boot on the screen, as somebody does who tries the portal for the first time.</summary>
public sealed class FirstStartTests(Chromium chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstStart_SetUpSignInConsolePowerCycle_ShowsTheBoot()
    {
        await using var portal = await PortalProcess.StartAsync(demoServers: 8, Ct);
        await using var visitor = await chromium.OpenAsync(portal);
        var page = visitor.Page;

        await page.GotoAsync("/");
        await Expect(page.Locator("#confirm")).ToBeVisibleAsync();
        await visitor.SetUpAsync(portal);
        await Expect(page.Locator(".notice-ok")).ToBeVisibleAsync();
        await visitor.SignInAsync();

        // A living fleet: marked as simulated, powered, consoles live.
        await Expect(page.Locator(".fleet-table [data-row]")).ToHaveCountAsync(8);
        await Expect(page.Locator(".fleet-table .tag-simulated")).ToHaveCountAsync(8);
        var row = page.Locator("[data-row]", new PageLocatorOptions { HasText = "rack4-u17" });
        await Expect(row.Locator(".cell-power")).ToContainTextAsync("On");
        await Expect(row.Locator(".cell-console")).ToContainTextAsync("Recording");

        await row.Locator("[data-open]").ClickAsync();
        await Expect(page.Locator(".server-title h1")).ToHaveTextAsync("rack4-u17");
        await page.Locator(".tabs a[href$='/console']").ClickAsync();

        // What it printed before anyone looked, at once, without a key pressed.
        await visitor.Console.WaitForTextAsync("rack4-u17 login:");
        await visitor.Console.WaitForTextAsync("Linux version", seconds: 1);
        await visitor.Console.TypeLineAsync("root");
        await visitor.Console.WaitForTextAsync("Password:");
        await visitor.Console.TypeLineAsync("anything");
        await visitor.Console.WaitForTextAsync("Last login");
        await visitor.Console.TypeLineAsync("uname -a");
        await visitor.Console.WaitForTextAsync("x86_64 GNU/Linux");

        var boots = ConsoleView.Count(await visitor.Console.ReadAsync(), "Linux version");
        await visitor.SwitchPowerAsync("Power-cycle");
        await Expect(page.Locator(".side-note")).ToContainTextAsync("Power-cycle");
        await Expect(page.Locator(".side-note")).ToContainTextAsync("Confirmed", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await visitor.Console.WaitForTextAsync("Linux version", seconds: 30, times: boots + 1);
        await visitor.Console.WaitForTextAsync("rack4-u17 login:", seconds: 30, times: 2);

        await page.Locator(".rail-link[href='/operations']").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("rack4-u17");
        await Expect(page.Locator("main")).ToContainTextAsync("Confirmed");
        visitor.Finish();
    }
}
