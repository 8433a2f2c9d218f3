using Microsoft.Playwright;
using Portal.BmcSim;
using Portal.Testing;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>The attack corpus in real browsers: nobody's tab stops answering, nobody's terminal types, nothing changes but the terminal, and the record is exact.</summary>
public sealed class TerminalAttackTests(Chromium chromium, SharedPortal shared)
{
    // On a machine that does nothing else it is half a second; what freezes a tab takes many. A builder that is busy takes its share in between.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Corpus_BeforeDriverAndWatcher_NeitherFreezesNorTypesNorReachesOut()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var driver = await shared.OpenAsync(chromium, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await using var watcher = await shared.OpenAsOperatorAsync(chromium, "attacked@example.org");
        var id = await driver.AddServerAsync("attacker", "127.0.0.1", bmc.EndPoint.Port);
        await driver.OpenConsoleAsync(id);
        await watcher.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();
        await driver.Console.TypeLineAsync("mine");
        await driver.Console.WaitForTextAsync("mine");
        await bmc.ExpectTypedAsync("mine\r");
        await driver.Page.EvaluateAsync("() => navigator.clipboard.writeText('nobody takes this')");
        var surprises = new List<string>();
        var (title, address) = (await driver.Page.TitleAsync(), driver.Page.Url);
        foreach (var page in (IPage[])[driver.Page, watcher.Page])
        {
            page.Dialog += (_, dialog) => surprises.Add($"dialog {dialog.Type}");
            page.Popup += (_, popup) => surprises.Add($"window {popup.Url}");
            page.Download += (_, download) => surprises.Add($"download {download.Url}");
            page.FrameNavigated += (_, frame) => surprises.Add($"navigation {frame.Url}");
        }

        await using (var driving = new Heartbeat(driver.Page))
        await using (var watching = new Heartbeat(watcher.Page))
        {
            foreach (var group in Groups())
            {
                driving.Now = watching.Now = group.Name;
                await bmc.PrintAsync(group.Bytes, Ct);
                // CAN and ST end whatever has begun.
                await bmc.PrintAsync("\u0018\e\\\e[!p\e[?1049l\r\nsurvived\r\n"u8.ToArray(), Ct);
                await driver.Console.WaitForOffsetAsync(bmc.PrintedCount, seconds: 120);
                await watcher.Console.WaitForOffsetAsync(bmc.PrintedCount, seconds: 120);
            }
            TestContext.Current.TestOutputHelper?.WriteLine($"driver {driving.Longest.TotalMilliseconds:F0} ms of {driving.Beats} at {driving.Worst}; watcher {watching.Longest.TotalMilliseconds:F0} ms of {watching.Beats} at {watching.Worst}");
            Assert.InRange(driving.Longest, TimeSpan.Zero, s_longestSilence);
            Assert.InRange(watching.Longest, TimeSpan.Zero, s_longestSilence);
        }

        // A mouse over the terminal and a change of focus are no keys, whatever modes the host asked for.
        foreach (var visitor in (Visitor[])[driver, watcher])
        {
            var box = (await visitor.Page.Locator(".terminal-host").BoundingBoxAsync())!;
            await visitor.Page.Mouse.MoveAsync(box.X + 40, box.Y + 40);
            await visitor.Page.Mouse.ClickAsync(box.X + 60, box.Y + 60);
            await visitor.Page.Mouse.WheelAsync(0, 200);
            await visitor.Page.Locator(".key-bar button[title='Find']").FocusAsync();
            await visitor.Page.Locator(".console-host .xterm-helper-textarea").FocusAsync();
            await visitor.Console.WaitForTextAsync("survived");
            await Expect(visitor.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        }
        await bmc.ExpectTypedAsync("mine\r");
        Assert.Empty(surprises);
        Assert.Equal((title, address), (await driver.Page.TitleAsync(), driver.Page.Url));
        Assert.Equal("nobody takes this", await driver.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await driver.SaveAsync("attack-survived");

        // The link that a host made opens nothing by itself, and its address is shown.
        await bmc.PrintAsync("\e[2J\e[H\e[m\e]8;;https://example.org/elsewhere\aclick here for the manual\e]8;;\a\r\n"u8.ToArray(), Ct);
        await driver.Console.WaitForTextAsync("click here");
        var terminal = (await driver.Page.Locator(".xterm-screen").BoundingBoxAsync())!;
        await driver.Page.Mouse.MoveAsync(terminal.X + 20, terminal.Y + 6);
        await driver.Page.Mouse.MoveAsync(terminal.X + 24, terminal.Y + 8);
        await driver.Page.Mouse.ClickAsync(terminal.X + 24, terminal.Y + 8);
        await Expect(driver.Page.Locator("dialog[open]")).ToContainTextAsync("https://example.org/elsewhere");
        await driver.Page.Keyboard.PressAsync("Escape");
        Assert.Empty(surprises);

        // Everything printed, and nothing else, in the download; and the terminal still types what a person types.
        var raw = await driver.Page.APIRequest.GetAsync($"/api/v1/servers/{id}/console/log?format=raw");
        var downloaded = await raw.BodyAsync();
        Assert.True(bmc.Printed.AsSpan().SequenceEqual(downloaded), $"{downloaded.Length} bytes of {bmc.PrintedCount}");
        await driver.Console.TypeLineAsync("still here");
        await driver.Console.WaitForTextAsync("still here");
        await bmc.ExpectTypedAsync("mine\rstill here\r");

        // The same once more from the record, as fast as it goes: a replay types nothing and freezes nobody either.
        var (replay, typed) = (new ReplayView(driver.Page), bmc.TypedCount);
        await driver.Page.GotoAsync($"/servers/{id}/console/history?at=0");
        await replay.WaitReadyAsync();
        await using (var replaying = new Heartbeat(driver.Page) { Now = "replay" })
        {
            await replay.Part("speed").SelectOptionAsync("64");
            await replay.Part("play").ClickAsync();
            await replay.WaitAsync(async () => (await replay.StatusAsync()).State == "ended", "The replay has not come to its end", seconds: 120);
            TestContext.Current.TestOutputHelper?.WriteLine($"replay {replaying.Longest.TotalMilliseconds:F0} ms of {replaying.Beats}");
            Assert.InRange(replaying.Longest, TimeSpan.Zero, s_longestSilence);
        }

        await replay.WaitForTextAsync("still here");
        Assert.Equal(typed, bmc.TypedCount);

        // The address follows the moment, and nothing else does.
        surprises.RemoveAll(surprise => surprise.StartsWith("navigation ", StringComparison.Ordinal) && surprise.Contains($"/servers/{id}/console/history?at=", StringComparison.Ordinal));
        Assert.Empty(surprises);
        driver.Finish();
        watcher.Finish();
    }

    /// <summary>Short ones by kind, floods of some seconds of a fast line, and the long strings.</summary>
    private static IEnumerable<TerminalAttack> Groups() =>
    [
        .. TerminalAttacks.Small.GroupBy(attack => attack.Name.Split(' ')[0]).Select(group => new TerminalAttack(group.Key, [.. group.SelectMany(attack => attack.Bytes)])),
        .. TerminalAttacks.Floods(64 * 1024),
        .. TerminalAttacks.Long(12 * 1024 * 1024).Take(1),
        .. TerminalAttacks.Long(128 * 1024).Skip(1),
    ];
}
