using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>Two BMCs share a vendor's password; afterwards each has one of its own, and nobody was shown either.</summary>
public sealed class CredentialsTests(Chromium chromium, SharedPortal shared)
{
    [Fact]
    public async Task SharedPassword_Found_BothGetOneOfTheirOwn()
    {
        await using var one = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var two = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        var page = visitor.Page;
        foreach (var (name, bmc) in ((string, SimulatedBmc)[])[("vault-one", one), ("vault-two", two)])
            await visitor.AddServerAsync(name, "127.0.0.1", bmc.EndPoint.Port);

        await page.Locator(".rail > a[href='/credentials']").ClickAsync();
        await page.Locator("#credentials-text").FillAsync("vault-");
        await page.Locator("#credentials-text").PressAsync("Enter");
        var rows = page.Locator("[data-row]");
        await Expect(rows).ToHaveCountAsync(2);
        foreach (var name in (string[])["vault-one", "vault-two"])
            await Expect(page.Locator($"[data-server='{name}'] .cell-findings")).ToContainTextAsync("vendor's default, under 16 bytes, shared");
        await AccessibilityTests.CheckAsync(page, "credentials");
        await visitor.SaveAsync("credentials");

        // By keyboard: all that are shown, the order, its reason.
        await page.Locator("#credentials-all").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Locator("#credentials-rotate").PressAsync("Enter");
        await Expect(page.Locator("#rotation-title")).ToContainTextAsync("2 BMCs");
        await AccessibilityTests.CheckAsync(page, "give new passwords");
        await visitor.SaveAsync("credentials-dialog");
        await page.Locator("#rotation-reason").FillAsync("shared password");
        await page.Locator("#rotation-go").PressAsync("Enter");

        // Who signed in longer than five minutes ago proves who it is.
        var password = page.Locator("#identity-password");
        await Expect(password.Or(page.Locator("#run-title"))).ToBeVisibleAsync();
        if (await password.IsVisibleAsync())
        {
            await password.FillAsync(Visitor.Password);
            await password.PressAsync("Enter");
        }

        await Expect(page.Locator("[data-result='Done']")).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = 60_000 });
        foreach (var name in (string[])["vault-one", "vault-two"])
        {
            await Expect(page.Locator($"[data-server='{name}'] .cell-findings")).ToContainTextAsync("In order");
            await Expect(page.Locator($"[data-server='{name}'] .cell-shared")).ToContainTextAsync("only here");
        }

        await visitor.SaveAsync("credentials-done");
        await page.SetViewportSizeAsync(390, 844);
        await AccessibilityTests.CheckAsync(page, "credentials on a phone");
        await visitor.SaveAsync("credentials-phone");
        visitor.Finish();
    }
}
