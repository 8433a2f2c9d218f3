using Portal.Testing;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>A real machine: the Linux kernel boots behind OpenIPMI's BMC, and is worked with in the browser.</summary>
public sealed class LabTests(Chromium chromium, SharedPortal shared)
{
    private const string Prompt = "root@lab:/root#";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RealMachine_AddedAndPoweredInThePage_BootsInTheTerminal()
    {
        await using var lab = await LabMachine.StartAsync(Ct);
        await using var visitor = await shared.OpenAsync(chromium);
        var page = visitor.Page;
        var id = await visitor.AddServerAsync("lab-machine", lab.EndPoint.Address.ToString(), lab.EndPoint.Port, LabMachine.UserName, LabMachine.Password);
        await Expect(page.Locator("#test")).ToContainTextAsync("The BMC can be managed from here.", new() { Timeout = 20_000 });
        await visitor.OpenConsoleAsync(id);
        await Expect(page.Locator(".server-actions .split-readout")).ToContainTextAsync("Off", new() { Timeout = 20_000 });

        await visitor.SwitchPowerAsync("Power on");
        await visitor.Console.WaitForTextAsync("Linux version", seconds: 60);
        await visitor.Console.WaitForTextAsync(Prompt, seconds: 60);
        await Expect(page.Locator(".server-actions .split-readout")).ToContainTextAsync("On", new() { Timeout = 20_000 });

        await visitor.Console.TypeLineAsync("uname -a");
        await visitor.Console.WaitForTextAsync("GNU/Linux");
        await visitor.Console.TypeLineAsync("dmesg | tail -n 5; echo d''one");
        await visitor.Console.WaitForTextAsync("\ndone");

        // A full-screen program: it draws, it takes keys, it gives the screen back.
        await visitor.Console.TypeLineAsync("vi /tmp/note");
        await visitor.Console.WaitForTextAsync("~\n~\n~");
        await page.Keyboard.TypeAsync("iwritten in vi");
        await visitor.Console.WaitForTextAsync("written in vi");
        await page.Keyboard.PressAsync("Escape");
        // Like a person: Esc and the next key in one packet would be another key.
        await visitor.Console.WaitForTextAsync("- /tmp/note [Modified]");
        await visitor.Console.TypeLineAsync(":wq");
        await visitor.Console.TypeLineAsync("cat /tmp/note; echo r''ead");
        await visitor.Console.WaitForTextAsync("written in vi\nread");

        // Another boot below what was there: the firmware resets the terminal, the history stays.
        var before = await visitor.Console.ReadAsync();
        await visitor.SwitchPowerAsync("Power-cycle");
        await visitor.Console.WaitForTextAsync("Linux version", seconds: 60, times: ConsoleView.Count(before, "Linux version") + 1);
        await visitor.Console.WaitForTextAsync(Prompt, seconds: 60, times: ConsoleView.Count(before, Prompt) + 1);
        Assert.Contains("written in vi\nread", await visitor.Console.ReadAsync(), StringComparison.Ordinal);
        await Expect(page.Locator(".side-note")).ToContainTextAsync("Confirmed", new() { Timeout = 30_000 });
        visitor.Finish();
    }
}
