using System.Text;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>What goes to the line beyond single keys: pastes, SysRq, a firmware's keys, snippets.</summary>
public sealed class ConsoleInputTests(Chromium chromium, SharedPortal shared)
{
    private static readonly string s_script = string.Concat(Enumerable.Range(1, 200).Select(line => $"echo \"{line} of 200: {new string((char)('a' + (line % 26)), line % 70)}\"\n"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paste_ScriptOf200LinesThenOneThatStops_ArrivesWholeAndGoesOn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        await visitor.OpenConsoleAsync(await visitor.AddServerAsync("paste", "127.0.0.1", bmc.EndPoint.Port));
        await bmc.WaitHeldAsync();
        await visitor.Console.TypeLineAsync("");
        await visitor.Console.WaitForTextAsync("login:");

        // The password is not echoed: there it stops, and a person looks before it goes on.
        await PasteAsync(page, "root\nsecret\nuname -n\nuptime\n");
        await Expect(page.Locator("dialog[open] .console-dialog-size")).ToContainTextAsync("4 lines");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".paste-words")).ToContainTextAsync("Stopped at line 2: it did not come back");
        await visitor.Console.WaitForTextAsync(":~# ");
        await visitor.SaveAsync("paste-stopped");
        await page.Locator(".paste-again input[type=number]").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on from line" }).ClickAsync();
        await Expect(page.Locator(".console-notice")).ToContainTextAsync("Pasted 4 lines.");
        await Expect(page.Locator(".xterm-helper-textarea")).ToBeFocusedAsync();

        var before = bmc.TypedCount;
        await PasteAsync(page, s_script);
        await visitor.SaveAsync("paste-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".console-notice")).ToContainTextAsync("Pasted 200 lines.", new() { Timeout = 60_000 });
        await visitor.Console.WaitForTextAsync("200 of 200");
        await bmc.ExpectTypedAsync(s_script.Replace('\n', '\r'), (int)before);

        await PasteAsync(page, s_script);
        await page.Locator("dialog[open] select").First.SelectOptionAsync("delay");
        await page.Locator("dialog[open] input[type=number]").FillAsync("5000");
        await page.SetViewportSizeAsync(390, 844);
        await visitor.SaveAsync("paste-preview-phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".paste-figures")).ToContainTextAsync("Line 2 of 200");
        await visitor.SaveAsync("paste-running-phone");
        await page.SetViewportSizeAsync(1440, 900);
        await page.Locator(".xterm-helper-textarea").PressAsync("x");
        await Expect(page.Locator(".paste-words")).ToContainTextAsync("Paused");
        await visitor.SaveAsync("paste-paused");
        await page.Locator(".paste-buttons").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.Locator(".console-notice")).ToContainTextAsync("Paste cancelled at line 2.");
        await Expect(page.Locator(".paste-panel")).ToHaveCountAsync(0);
        Assert.EndsWith("\rx", Encoding.UTF8.GetString(bmc.Typed), StringComparison.Ordinal);
        visitor.Finish();
    }

    [Fact]
    public async Task KeysSysRqAndSnippets_ByMouseAndByChord_DoWhatTheySay()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        await visitor.OpenConsoleAsync(await visitor.AddServerAsync("keys", "127.0.0.1", bmc.EndPoint.Port));
        await bmc.WaitHeldAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "SysRq" }).ClickAsync();
        await Expect(page.Locator(".sysrq-item").First).ToBeVisibleAsync();
        await visitor.SaveAsync("sysrq");
        await page.Locator(".sysrq-item", new() { HasText = "Sync" }).First.ClickAsync();
        await visitor.Console.WaitForTextAsync("Emergency Sync complete");
        // What the host says may come before the dialog has gone, and a chord into that is lost.
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+Shift+Space");
        await page.Keyboard.PressAsync("s");
        await page.Locator(".sysrq-item.is-danger").First.ClickAsync();
        await visitor.SaveAsync("sysrq-confirm");
        await page.Locator("dialog[open] .button-danger").ClickAsync();
        await Expect(page.Locator(".console-notice")).ToContainTextAsync("switched off (sysctl kernel.sysrq)");
        Assert.Equal(2, bmc.Breaks);

        await page.Locator(".key-more > summary").ClickAsync();
        await page.Locator(".key-sheet select").First.SelectOptionAsync("vtutf8");
        await Expect(page.Locator(".key-sheet").GetByRole(AriaRole.Button, new() { Name = "Ctrl Alt Del" })).ToBeEnabledAsync();
        await visitor.SaveAsync("keys-sheet");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".xterm-helper-textarea").FocusAsync();
        await page.Keyboard.PressAsync("F10");
        await bmc.WaitTypedAsync("\e0");
        await page.ReloadAsync();
        await visitor.Console.WaitForConnectionAsync("live");
        await page.Locator(".key-bar").GetByRole(AriaRole.Button, new() { Name = "F12" }).ClickAsync();
        await bmc.WaitTypedAsync("\e0\e@");

        await visitor.Console.TypeLineAsync("\u0003");
        await page.Keyboard.PressAsync("Control+Shift+Space");
        await page.Keyboard.PressAsync("n");
        await page.GetByRole(AriaRole.Button, new() { Name = "New snippet" }).ClickAsync();
        await page.Locator("#snippet-name").FillAsync("Who is there");
        await page.Locator("#snippet-text").FillAsync("{{person}}");
        await visitor.SaveAsync("snippet-edit");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await visitor.SaveAsync("snippets");
        await page.Locator(".snippet-use", new() { HasText = "Who is there" }).ClickAsync();
        await page.Locator("#snippet-person").FillAsync("root");
        await visitor.SaveAsync("snippet-fill");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show and send" }).ClickAsync();
        await Expect(page.Locator("dialog[open] textarea")).ToHaveValueAsync("root\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await visitor.Console.WaitForTextAsync("Password:");

        await page.SetViewportSizeAsync(390, 844);
        await visitor.SaveAsync("keys-phone");
        await page.Locator(".key-more > summary").ClickAsync();
        await visitor.SaveAsync("keys-sheet-phone");
        await page.Keyboard.PressAsync("Escape");
        visitor.Finish();
    }

    private static async Task PasteAsync(IPage page, string text) => await page.Locator(".xterm-helper-textarea").EvaluateAsync(
        """
        (area, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, text);
}
