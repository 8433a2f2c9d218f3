using System.Text;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>One console in several browsers, over a network that comes and goes.</summary>
public sealed class SharedConsoleTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoBrowsers_OneGoesOfflineMeanwhile_BothHaveTheSameTranscript()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var first = await shared.OpenAsync(chromium);
        await using var second = await shared.OpenAsync(chromium);
        second.MayLoseConnection = true;
        var id = await first.AddServerAsync("two-browsers", "127.0.0.1", bmc.EndPoint.Port);
        await first.OpenConsoleAsync(id);
        await second.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();

        await PrintAsync(bmc, "both are here", 200);
        await first.Console.WaitForTextAsync("both are here 0199");
        await second.Console.WaitForTextAsync("both are here 0199");

        await second.Context.SetOfflineAsync(true);
        await PrintAsync(bmc, "nobody at the second", 1_500);
        await first.Console.WaitForTextAsync("nobody at the second 1499");
        // A sleeping laptop: the connection is gone, the page is not.
        await second.Console.WaitForConnectionAsync("waiting", seconds: 40);
        await Expect(second.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await Expect(second.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await second.Context.SetOfflineAsync(false);
        await PrintAsync(bmc, "together again", 200);

        await first.Console.WaitForOffsetAsync(bmc.PrintedCount);
        await second.Console.WaitForOffsetAsync(bmc.PrintedCount);
        await second.Console.WaitForTextAsync("together again 0199");
        await Expect(second.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        var transcript = await first.Console.ReadAsync();
        Assert.Equal(transcript, await second.Console.ReadAsync());
        Assert.Equal(Encoding.UTF8.GetString(bmc.Printed).ReplaceLineEndings("\n").TrimEnd('\n'), transcript);
        first.Finish();
        second.Finish();
    }

    [Fact]
    public async Task Typing_InOneBrowser_IsSeenInBoth()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var first = await shared.OpenAsync(chromium);
        await using var second = await shared.OpenAsync(chromium);
        var id = await first.AddServerAsync("typing", "127.0.0.1", bmc.EndPoint.Port);
        await first.OpenConsoleAsync(id);
        await second.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();

        const string Line = "the quick brown fox 0123456789 ~!@#$%^&*()_+{}|:<>?";
        await first.Console.TypeLineAsync(Line);
        await first.Console.WaitForTextAsync(Line);
        await second.Console.WaitForTextAsync(Line);
        await bmc.ExpectTypedAsync(Line + "\r");
        first.Finish();
        second.Finish();
    }

    [Fact]
    public async Task Paste_SeveralLines_IsShownFirstAndNotTypedUnasked()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        var (page, dialog) = (visitor.Page, visitor.Page.Locator("dialog.console-dialog"));
        var id = await visitor.AddServerAsync("paste-preview", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();

        // One line needs no question.
        await page.EvaluateAsync("() => navigator.clipboard.writeText('hostname')");
        await page.Locator(".xterm-helper-textarea").FocusAsync();
        await page.Keyboard.PressAsync("Control+Shift+KeyV");
        await visitor.Console.WaitForTextAsync("hostname");
        await Expect(dialog).ToHaveCountAsync(0);

        var script = string.Concat(Enumerable.Range(0, 400).Select(line => $"echo line {line}\n"));
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", script);
        await page.Keyboard.PressAsync("Control+Shift+KeyV");
        await Expect(dialog).ToBeVisibleAsync();
        await dialog.Locator("button").First.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await bmc.ExpectTypedAsync("hostname");

        await page.Locator(".key-bar button[title='Paste']").ClickAsync();
        await Expect(dialog.Locator("textarea")).ToHaveValueAsync(script);
        await dialog.Locator("button").First.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await bmc.ExpectTypedAsync("hostname");
        visitor.Finish();
    }

    [Fact]
    public async Task HostileOutput_QuestionsAndHugeCounts_NeitherTypeNorFreeze()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium);
        var id = await visitor.AddServerAsync("hostile", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();
        await bmc.PrintAsync("\e[c\e[>c\e[5n\e[6n\e[?6n\e[?1$p\eP$qm\e\\\e]10;?\a\e]52;c;cm0gLXJm\ax\e[2147483647b\e[2147483647L\r\nstill here\r\n"u8.ToArray(), Ct);
        await visitor.Console.WaitForTextAsync("still here", seconds: 5);
        await visitor.Console.TypeLineAsync("typed");
        await visitor.Console.WaitForTextAsync("typed");
        await bmc.ExpectTypedAsync("typed\r");
        visitor.Finish();
    }

    private static async Task PrintAsync(SimulatedBmc bmc, string text, int lines)
    {
        var output = new StringBuilder();
        for (var line = 0; line < lines; line++)
            output.Append(System.Globalization.CultureInfo.InvariantCulture, $"{text} {line:D4}\r\n");
        await bmc.PrintAsync(Encoding.UTF8.GetBytes(output.ToString()), Ct);
    }
}
