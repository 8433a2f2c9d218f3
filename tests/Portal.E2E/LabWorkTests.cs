using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Portal.Testing;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>What people do at the console of a real machine: full-screen programs, colours, much output, much input, and the way out when it hangs.</summary>
public sealed class LabWorkTests(Chromium chromium, SharedPortal shared)
{
    private const string Prompt = "root@lab:/root#";
    private const int Lines = 150_000;
    private const int Width = 1_700;
    private const int Height = 1_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RealMachine_WorkedOnByTwoPeople_NothingIsLostAndItRestartsFromTheKeyboard()
    {
        await using var lab = await LabMachine.StartAsync(Ct);
        await using var ann = await shared.OpenAsync(chromium, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await using var bob = await shared.OpenAsOperatorAsync(chromium, "bob.lab@example.org");
        bob.MayLoseConnection = true;
        var id = await ann.AddServerAsync("lab-work", lab.EndPoint.Address.ToString(), lab.EndPoint.Port, LabMachine.UserName, LabMachine.Password);
        await ann.OpenConsoleAsync(id);
        await bob.OpenConsoleAsync(id);
        await Expect(ann.Page.Locator(".server-actions .split-readout")).ToContainTextAsync("Off", new() { Timeout = 20_000 });
        await ann.SwitchPowerAsync("Power on");
        await ann.Console.WaitForTextAsync(Prompt, seconds: 90);

        // From here to the end of the paste one of them has no network.
        await bob.Context.SetOfflineAsync(true);
        await RunFullScreenProgramsAsync(ann);
        await ShowColoursAsync(ann);
        await bob.Page.SetViewportSizeAsync(Width, Height);
        await PrintMuchAsync(ann, lab, id);
        await ChangeSizeAsync(ann);
        await PasteScriptAsync(ann);
        await bob.Console.WaitForConnectionAsync("waiting", seconds: 60);
        await bob.Context.SetOfflineAsync(false);
        await bob.Console.WaitForTextAsync("pasted whole", seconds: 60);
        Assert.Equal(await ann.Console.ReadAsync(), await bob.Console.ReadAsync());

        await bob.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await bob.Page.Locator("#take-control-reason").FillAsync("it hangs");
        await bob.Page.Locator("#take-control-reason").PressAsync("Enter");
        await Expect(ann.Page.Locator(".console-notice")).ToContainTextAsync("it hangs");
        await RestartFromKeyboardAsync(bob);
        await ann.Console.WaitForTextAsync("sysrq: Resetting");
        await ann.Console.WaitForTextAsync(Prompt, times: ConsoleView.Count(await ann.Console.ReadAsync(), Prompt), seconds: 5);

        await AssertNothingLostAsync(ann, lab, id);
        ann.Finish();
        bob.Finish();
    }

    private static async Task RunFullScreenProgramsAsync(Visitor visitor)
    {
        await visitor.Console.TypeLineAsync("top");
        await visitor.Console.WaitForTextAsync("PPID USER");
        await visitor.SaveAsync("lab-top");
        await visitor.Page.Keyboard.PressAsync("q");
        await visitor.Console.TypeLineAsync("dmesg | less");
        await visitor.Console.WaitForTextAsync("standard input");
        await visitor.Page.Keyboard.PressAsync("G");
        await visitor.Console.WaitForTextAsync("(END)");
        await visitor.SaveAsync("lab-less");
        await visitor.Page.Keyboard.PressAsync("q");
    }

    private static async Task ShowColoursAsync(Visitor visitor)
    {
        await visitor.Console.TypeLineAsync("""clear; printf '\033[41mred\033[0m \033[38;5;82mgreen\033[0m \033[38;2;255;128;0mtrue\033[0m \033[1;4;7mall\033[0m\n'""");
        await visitor.Console.WaitForTextAsync("red green true all");
        var row = visitor.Page.Locator(".xterm-rows");
        await Expect(row.Locator("span.xterm-bg-1", new() { HasText = "red" })).ToHaveCountAsync(1);
        await Expect(row.Locator("span.xterm-fg-82", new() { HasText = "green" })).ToHaveCountAsync(1);
        await Expect(row.Locator("span[style*='color']", new() { HasText = "true" })).ToHaveCountAsync(1);
        await Expect(row.Locator("span.xterm-bold.xterm-underline-1", new() { HasText = "all" })).ToHaveCountAsync(1);
        await visitor.SaveAsync("lab-colours");
    }

    /// <summary>More than a megabyte, every line numbered.</summary>
    private static async Task PrintMuchAsync(Visitor visitor, LabMachine lab, string id)
    {
        await visitor.Console.TypeLineAsync($"seq -w 1 {Lines.ToString(CultureInfo.InvariantCulture)}; echo print''ed");
        await visitor.Console.WaitForTextAsync("printed", seconds: 180);
        await AssertNothingLostAsync(visitor, lab, id);
    }

    private static async Task ChangeSizeAsync(Visitor visitor)
    {
        var before = await ReadSizeAsync(visitor);
        await visitor.Page.SetViewportSizeAsync(Width, Height);
        await Expect(visitor.Page.Locator(".console-size")).Not.ToHaveTextAsync($"{before.Columns} × {before.Rows}");
        var (columns, rows) = await ReadSizeAsync(visitor);
        Assert.True(columns > before.Columns && rows > before.Rows, $"{columns} × {rows}");

        // A serial line tells nobody its size: it is told by hand.
        await visitor.Console.TypeLineAsync($"stty cols {columns} rows {rows}; seq -s . 1 60");
        await visitor.Console.WaitForTextAsync(string.Join('.', Enumerable.Range(1, 60)));
    }

    private static async Task PasteScriptAsync(Visitor visitor)
    {
        var script = string.Concat(Enumerable.Range(1, 200).Select(line => $"echo \"line {line} of a script: $(({line} * 7)) {new string((char)('a' + (line % 26)), 40)}\"\n"));
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        await visitor.Console.TypeLineAsync("cat > /tmp/script.sh <<'END'");
        await visitor.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", script + "END\n");
        await visitor.Page.Keyboard.PressAsync("Control+Shift+KeyV");
        var dialog = visitor.Page.Locator("dialog.console-dialog");
        await Expect(dialog.Locator("textarea")).ToHaveValueAsync(script + "END\n");
        await dialog.Locator(".button-primary").ClickAsync();
        await visitor.Console.WaitForTextAsync("> END\n", seconds: 120);
        await visitor.Console.TypeLineAsync("sha256sum /tmp/script.sh; echo pasted w''hole");
        await visitor.Console.WaitForTextAsync("pasted whole", seconds: 30);
        Assert.Contains(sum, await visitor.Console.ReadAsync(), StringComparison.Ordinal);
    }

    /// <summary>A break, and then b: the kernel restarts at once.</summary>
    private static async Task RestartFromKeyboardAsync(Visitor visitor)
    {
        var before = await visitor.Console.ReadAsync();
        await visitor.Page.Locator("[data-console-exit]").ClickAsync();
        await visitor.Page.Locator(".console-host .xterm-helper-textarea").FocusAsync();
        await visitor.Page.Keyboard.PressAsync("b");
        await visitor.Console.WaitForTextAsync("sysrq: Resetting");
        await visitor.Console.WaitForTextAsync("Linux version", seconds: 60, times: ConsoleView.Count(before, "Linux version") + 1);
        await visitor.Console.WaitForTextAsync(Prompt, seconds: 60, times: ConsoleView.Count(before, Prompt) + 1);
    }

    /// <summary>The record is what the machine's serial port printed, byte for byte.</summary>
    private static async Task AssertNothingLostAsync(Visitor visitor, LabMachine lab, string id)
    {
        var recorded = await ReadRecordAsync(visitor, id);
        var printed = Encoding.Latin1.GetString(await lab.ReadSerialLogAsync(Ct));
        Assert.True(recorded.Length > Lines * 8);
        Assert.Equal(printed[..recorded.Length], recorded);
    }

    private static async Task<string> ReadRecordAsync(Visitor visitor, string id)
    {
        var response = await visitor.Page.APIRequest.GetAsync($"/api/v1/servers/{id}/console/log?format=raw");
        Assert.True(response.Ok);
        return Encoding.Latin1.GetString(await response.BodyAsync());
    }

    private static async Task<(int Columns, int Rows)> ReadSizeAsync(Visitor visitor)
    {
        var size = await visitor.Page.EvaluateAsync<int[]>("() => { const state = document.querySelector('.console-host').pilotlight.state(); return [state.cols, state.rows]; }");
        return (size[0], size[1]);
    }
}
