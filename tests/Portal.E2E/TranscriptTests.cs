using System.Text;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>The console as plain text, what a screen reader gets of the terminal, and character sets.</summary>
public sealed class TranscriptTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transcript_OnAPhone_ShowsTypesAndGoesBack()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true, ColorScheme = ColorScheme.Dark });
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("transcript", "127.0.0.1", bmc.EndPoint.Port);
        await bmc.WaitHeldAsync();
        var boot = new StringBuilder();
        for (var line = 0; line < 1_500; line++)
            boot.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[32m[{line,8}.000000]\e[0m device {line:D4}: ready\r\n");
        await bmc.PrintAsync(Encoding.UTF8.GetBytes(boot + "progress 10%\rprogress 100%\r\ntranscript login: "), Ct);
        // All of it is kept before the page opens, or the rest of it would come as news.
        await page.WaitForFunctionAsync(
            "async ({ id, size }) => (await (await fetch(`/api/v1/servers/${id}/console`)).json()).nextOffset >= size",
            new { id, size = bmc.PrintedCount }, new PageWaitForFunctionOptions { PollingInterval = 200 });

        await page.GotoAsync($"/servers/{id}/console?view=text");
        var lines = page.Locator(".transcript-line");
        await Expect(lines.Last).ToHaveTextAsync("transcript login:");
        await Expect(lines.Nth(-2)).ToHaveTextAsync("progress 100%");
        await Expect(lines.Filter(new LocatorFilterOptions { HasText = "device 0900: ready" })).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-console-exit]")).ToHaveCountAsync(0);
        Assert.True(await IsAtEndAsync(page));
        await AccessibilityTests.CheckAsync(page, "transcript");
        await visitor.SaveAsync("transcript-phone-dark");

        // Earlier lines come above what is in sight.
        await page.Locator(".transcript-lines").EvaluateAsync("host => { host.scrollTop = 0; }");
        var first = await lines.First.TextContentAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Load earlier lines" }).ClickAsync();
        await Expect(lines.Filter(new LocatorFilterOptions { HasText = "device 0900: ready" })).ToHaveCountAsync(1);
        Assert.InRange(await page.Locator(".transcript-lines").EvaluateAsync<double>("host => host.scrollTop"), 100, double.MaxValue);
        Assert.NotEqual(first, await lines.First.TextContentAsync());

        // A line is typed with Enter; the lines follow again.
        await page.Locator("#transcript-line").FillAsync("root");
        await page.Keyboard.PressAsync("Enter");
        await Expect(lines.Filter(new LocatorFilterOptions { HasText = "transcript login: root" })).ToHaveCountAsync(1);
        await Expect(page.Locator("#transcript-line")).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ctrl C" }).ClickAsync();
        await bmc.ExpectTypedAsync("root\r\u0003");
        Assert.True(await IsAtEndAsync(page));

        // What a host prints without end stays bounded, and the page alive.
        for (var round = 0; round < 6; round++)
            await bmc.PrintAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_000).Select(line => $"flood {round} {line}\r\n"))), Ct);
        await bmc.PrintAsync("the end\r\n"u8.ToArray(), Ct);
        await Expect(lines.Last).ToHaveTextAsync("the end");
        Assert.InRange(await lines.CountAsync(), 500, 2_001);
        // Said once for all of them, and never by a live region around the lines.
        await Expect(page.Locator(".transcript > p[role='status']")).ToContainTextAsync("new lines. the end", new() { Timeout = 15_000 });
        await Expect(page.Locator(".transcript-lines[aria-live], .transcript-lines [aria-live], .transcript-lines [role='status']")).ToHaveCountAsync(0);

        // Text first, until the terminal is asked for.
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Text first" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Text first" })).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GotoAsync($"/servers/{id}/console");
        await Expect(lines.Last).ToHaveTextAsync("the end");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Terminal" }).ClickAsync();
        await visitor.Console.WaitForTextAsync("the end");
        await visitor.SaveAsync("console-phone-dark");
        visitor.Finish();
    }

    [Fact]
    public async Task Terminal_FirmwareScreenAndScreenReader_ShowWhatWasPrinted()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("firmware", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();
        // In packets that cut the box, and UTF-8 behind it.
        await bmc.PrintAsync((byte[])[0xC9, 0xCD], Ct);
        await bmc.PrintAsync((byte[])[0xCD, 0xBB, 0x0D, 0x0A, 0xBA, (byte)'O', (byte)'K', 0xBA, 0x0D, 0x0A, 0xC8, 0xCD, 0xCD, 0xBC, 0x0D, 0x0A, 0xE4, 0xB8], Ct);
        await bmc.PrintAsync((byte[])[0xAD, 0xE6, 0x96, 0x87, .. " é\r\n"u8], Ct);
        await visitor.Console.WaitForTextAsync("╔══╗\n║OK║\n╚══╝\n中文 é");

        var display = page.Locator(".console-display > summary");
        await display.ClickAsync();
        await AccessibilityTests.CheckAsync(page, "display menu");
        await page.GetByRole(AriaRole.Menuitemradio, new PageGetByRoleOptions { Name = "Latin-1" }).ClickAsync();
        await visitor.Console.WaitForTextAsync("ÉÍÍ»\nºOKº");
        await display.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Keep Latin-1 for this server" }).ClickAsync();
        await display.ClickAsync();
        await page.GetByRole(AriaRole.Menuitemcheckbox, new PageGetByRoleOptions { Name = "Screen reader mode" }).ClickAsync();
        await Expect(page.Locator(".xterm-accessibility")).ToHaveCountAsync(1);

        // Both are remembered: one by the server, one by the browser.
        await page.ReloadAsync();
        await visitor.Console.WaitForTextAsync("ÉÍÍ»");
        await Expect(page.Locator(".xterm-accessibility-tree")).ToContainTextAsync("ºOKº");
        await AccessibilityTests.CheckAsync(page, "terminal for screen readers");
        visitor.Finish();
    }

    private static async Task<bool> IsAtEndAsync(IPage page) =>
        await page.Locator(".transcript-lines").EvaluateAsync<double>("host => host.scrollHeight - host.scrollTop - host.clientHeight") < 40;
}
