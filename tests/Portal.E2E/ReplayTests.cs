using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BmcSim;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E;

/// <summary>A console's past in the browser: played, searched, linked to, downloaded; and its live tail for scripts.</summary>
public sealed partial class ReplayTests(Chromium chromium, SharedPortal shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Boot_PlayedSearchedLinkedAndDownloaded_IsWhatWasPrinted()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { PoweredOn = false, BootPace = 0.4, HostName = "replayed" });
        await using var visitor = await shared.OpenAsync(chromium, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        var (page, replay) = (visitor.Page, new ReplayView(visitor.Page));
        var id = await visitor.AddServerAsync("replayed", "127.0.0.1", bmc.EndPoint.Port);
        await page.GotoAsync($"/servers/{id}/console/history");
        await Expect(page.Locator(".empty h2")).ToHaveTextAsync("Nothing recorded yet");
        await visitor.SaveAsync("replay-empty");

        await visitor.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();
        await visitor.SwitchPowerAsync("Power on");
        await visitor.Console.WaitForTextAsync("replayed login:", seconds: 40);
        await page.Locator(".key-bar a[href$='/history']").ClickAsync();
        await replay.WaitReadyAsync();
        await replay.WaitForTextAsync("replayed login:");

        // From the beginning, eight times as fast.
        await page.Locator(".terminal-host").ClickAsync();
        await page.Keyboard.PressAsync("Home");
        await replay.WaitWithoutAsync("login:");
        await replay.Part("speed").SelectOptionAsync("8");
        await replay.Part("play").ClickAsync();
        await replay.WaitForStateAsync("playing");
        await replay.WaitForStateAsync("ended");
        await replay.WaitForTextAsync("replayed login:");
        Assert.Equal(bmc.PrintedCount, (await replay.StatusAsync()).Offset);
        await Expect(replay.Part("message")).ToContainTextAsync("all that is recorded");

        // To the boot's start; the address and a link lead others there.
        var chapters = replay.Part("chapters").Locator("button");
        await Expect(chapters.Filter(new() { HasText = "Power on" })).ToHaveCountAsync(1);
        await chapters.Filter(new() { HasText = "Linux starts" }).ClickAsync();
        await replay.WaitWithoutAsync("login:");
        var shown = await replay.ReadAsync();
        Assert.DoesNotContain("Linux version", shown, StringComparison.Ordinal);
        await Expect(page).ToHaveURLAsync(MomentAddress);
        await page.Keyboard.PressAsync(".");
        await replay.WaitForTextAsync("Linux version");
        await page.Keyboard.PressAsync(",");
        await replay.WaitWithoutAsync("Linux version");
        await visitor.SaveAsync("replay-boot");
        await replay.Part("copy").ClickAsync();
        var link = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        await using (var second = await shared.OpenAsync(chromium))
        {
            var there = new ReplayView(second.Page);
            await second.Page.GotoAsync(link);
            await there.WaitReadyAsync();
            await there.WaitAsync(async () => await there.ReadAsync() == await replay.ReadAsync(), "The second browser shows something else");
            Assert.Equal((await replay.StatusAsync()).Offset, (await there.StatusAsync()).Offset);
            second.Finish();
        }

        // Nothing that is typed here reaches the server.
        await page.Locator(".terminal-host").ClickAsync();
        await page.Keyboard.TypeAsync("reboot\n");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("LOGIN:");
        await page.Keyboard.PressAsync("Enter");
        var hits = replay.Part("hits").Locator("button");
        await Expect(hits.First).ToContainTextAsync("replayed login:");
        await hits.First.ClickAsync();
        await replay.WaitForTextAsync("replayed login:");
        await visitor.SaveAsync("replay-search");
        Assert.Empty(bmc.Typed);

        await page.Locator(".replay .console-status summary").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-replay-download='asciicast']").ClickAsync());
        Assert.EndsWith(".cast", download.SuggestedFilename, StringComparison.Ordinal);
        await CheckRecordingAsync(await download.PathAsync(), bmc);
        visitor.Finish();
    }

    [Fact]
    public async Task Pages_ThemesLanguagesAndPhone_AreComplete()
    {
        await using var visitor = await shared.OpenAsync(chromium, new BrowserNewContextOptions { ColorScheme = ColorScheme.Light, Locale = "zh-CN" });
        var (page, replay) = (visitor.Page, new ReplayView(visitor.Page));
        await page.GotoAsync("/?q=db-prod-03");
        await page.Locator("[data-row] [data-open]").First.ClickAsync();
        await page.Locator(".tabs a[href$='/console']").ClickAsync();
        await visitor.Console.WaitForTextAsync("login");
        await page.Locator(".key-bar a[href$='/history']").ClickAsync();
        await replay.WaitReadyAsync();
        await Expect(replay.Part("chapters").Locator("li").First).ToBeVisibleAsync();
        await visitor.SaveAsync("replay-zh-light");
        await page.SetViewportSizeAsync(390, 844);
        await visitor.SaveAsync("replay-phone");
        await page.EvaluateAsync("() => document.querySelector('.main').scrollTo(0, 900)");
        await visitor.SaveAsync("replay-phone-below");
        visitor.Finish();
    }

    [Fact]
    public async Task Tail_WithHttpClient_SeesNewBytesAsTheyCome()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var visitor = await shared.OpenAsync(chromium);
        var id = await visitor.AddServerAsync("tailed", "127.0.0.1", bmc.EndPoint.Port);
        await visitor.OpenConsoleAsync(id);
        await bmc.WaitHeldAsync();
        var portal = new Uri(new Uri(visitor.Page.Url), "/");
        var cookies = new CookieContainer();
        foreach (var cookie in await visitor.Context.CookiesAsync())
            cookies.Add(portal, new System.Net.Cookie(cookie.Name, cookie.Value));
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = portal };
        await bmc.PrintAsync("before\r\n"u8.ToArray(), Ct);
        using var answer = await client.GetAsync($"/api/v1/servers/{id}/console/log?follow=true&from=0", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        Assert.Equal("before", await reader.ReadLineAsync(Ct));
        await bmc.PrintAsync("\e[31mnow\e[0m\r\n"u8.ToArray(), Ct);
        Assert.Equal("now", await reader.ReadLineAsync(Ct));
        visitor.Finish();
    }

    /// <summary>The recording has every character in order, with times that do not go back; and asciinema plays it.</summary>
    private static async Task CheckRecordingAsync(string path, SimulatedBmc bmc)
    {
        var lines = await File.ReadAllLinesAsync(path, Ct);
        Assert.Equal(2, JsonSerializer.Deserialize<JsonElement>(lines[0]).GetProperty("version").GetInt32());
        var output = new StringBuilder();
        var last = 0m;
        foreach (var line in lines[1..])
        {
            var item = JsonSerializer.Deserialize<JsonElement[]>(line)!;
            Assert.True(item[0].GetDecimal() >= last);
            last = item[0].GetDecimal();
            if (item[1].GetString() == "o")
                output.Append(item[2].GetString());
        }
        Assert.Equal(Encoding.UTF8.GetString(bmc.Printed), output.ToString());
        Assert.True(last > 0.5m, "A boot takes time.");

        // It wants a terminal even to print; script gives it one.
        using var asciinema = Process.Start(new ProcessStartInfo("script", ["-qec", $"asciinema cat '{path}'", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASCIINEMA_CONFIG_HOME"] = Path.GetDirectoryName(path), ["LC_ALL"] = "C.UTF-8" },
        })!;
        asciinema.StandardInput.Close();
        var errors = asciinema.StandardError.ReadToEndAsync(Ct);
        var printed = await asciinema.StandardOutput.ReadToEndAsync(Ct);
        await asciinema.WaitForExitAsync(Ct);
        Assert.True(asciinema.ExitCode == 0, await errors + printed);
        Assert.Equal(output.ToString(), printed);
    }

    [GeneratedRegex(@"/servers/[0-9a-f]{32}/console/history\?at=\d+$")]
    private static partial Regex MomentAddress { get; }
}
