using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>When a console is held and what is kept of it, changed by whoever administers the server.</summary>
public sealed class RecordSettingsTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PolicyLimitsAndDeletion_ChangedInTheSettings_Hold()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("kept", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();
        await bmc.PrintAsync("something to keep\r\n"u8.ToArray(), Ct);
        await visitor.Console.WaitForTextAsync("something to keep");

        await page.GotoAsync($"/servers/{id}/settings");
        var panel = page.Locator("#console");
        await Expect(panel).ToContainTextAsync("19 bytes printed from");
        await Expect(panel.Locator("input[value='Always']")).ToBeCheckedAsync();
        await panel.Locator("#keep-days").FillAsync("ten");
        await panel.Locator("#keep-megabytes").FocusAsync();
        await Expect(panel).ToContainTextAsync("Days are a whole number from 1 to 3,650.");
        await panel.Locator("#keep-days").FillAsync("10");
        await panel.Locator("input[value='OnDemand']").CheckAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("Saved");
        await panel.ScrollIntoViewIfNeededAsync();
        await visitor.SaveAsync("record-settings-1440");
        await page.ReloadAsync();
        await Expect(panel.Locator("#keep-days")).ToHaveValueAsync("10");
        await Expect(panel.Locator("input[value='OnDemand']")).ToBeCheckedAsync();
        await PicturesAsync(id);

        await panel.GetByRole(AriaRole.Button, new() { Name = "Delete the record" }).ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToContainTextAsync("gone for good");
        await visitor.SaveAsync("record-delete");
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Delete the record of kept" }).ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(panel).ToContainTextAsync("Nothing is kept.");
        await visitor.OpenConsoleAsync(id);
        Assert.DoesNotContain("something to keep", await visitor.Console.ReadAsync(), StringComparison.Ordinal);
        await bmc.WaitHeldAsync();
        await bmc.PrintAsync("and on it goes"u8.ToArray(), Ct);
        await visitor.Console.WaitForTextAsync("and on it goes");
        visitor.Finish();
    }

    private async Task PicturesAsync(string id)
    {
        foreach (var (theme, width, locale) in ((ColorScheme, int, string)[])[(ColorScheme.Dark, 1440, "zh-CN"), (ColorScheme.Light, 390, "en-US"), (ColorScheme.Dark, 390, "zh-CN")])
        {
            await using var other = await shared.OpenAsync(
                chromium, new BrowserNewContextOptions { ColorScheme = theme, Locale = locale, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
            await other.Page.GotoAsync($"/servers/{id}/settings");
            await Expect(other.Page.Locator("#keep-days")).ToHaveValueAsync("10");
            await other.Page.Locator("#console").ScrollIntoViewIfNeededAsync();
            await other.SaveAsync($"record-settings-{theme}-{width}-{locale}");
            other.Finish();
        }
    }
}
