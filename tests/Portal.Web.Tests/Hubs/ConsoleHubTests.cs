using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Terminal;
using Portal.Fleet.Servers;
using Portal.Web.Hubs;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Hubs;

/// <summary>The console hub on a real server, in front of a simulated BMC.</summary>
public sealed class ConsoleHubTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attach_AfterOutput_ReplaysThePastThenGoesLive()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Viewer);
        await bmc.PrintAsync("before anyone looked\r\n"u8.ToArray(), Ct);
        await using var viewer = await HubViewer.ConnectAsync(portal, token);
        viewer.Attach(id);
        await viewer.WaitUntilAsync(v => v.Seen.Length >= 22);
        await bmc.PrintAsync("and now\r\n"u8.ToArray(), Ct);
        await viewer.WaitUntilAsync(v => v.Seen.Length >= 31);
        Assert.Equal("before anyone looked\r\nand now\r\n", Encoding.ASCII.GetString(viewer.Seen));
        Assert.Equal(0, viewer.FirstOffset);
        Assert.Empty(viewer.Gaps);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?output=raw", false)]
    public async Task Attach_ProgramBegunLongBefore_ComesWithItsScreen(string query, bool hasScreen)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Viewer);
        var output = Encoding.ASCII.GetBytes($"\e[?1049h\e[1;23r\e[24;1H\e[7mstatus\e[m{string.Concat(Enumerable.Range(0, 25_000).Select(line => $"\e[{1 + (line % 20)};1Hline {line}"))}");
        await using (var first = await HubViewer.ConnectAsync(portal, token))
        {
            first.Attach(id, 0);
            await bmc.PrintAsync(output, Ct);
            await first.WaitUntilAsync(v => v.NextOffset == output.Length);
            Assert.Null(first.FirstScreen);
        }

        await using var viewer = await HubViewer.ConnectAsync(portal, token, query);
        viewer.Attach(id);
        await viewer.WaitUntilAsync(v => v.NextOffset == output.Length);

        Assert.InRange(viewer.FirstOffset!.Value, output.Length - (256 * 1024), output.Length - 1);
        Assert.Equal(hasScreen, viewer.FirstScreen is not null);
        if (!hasScreen)
            return;
        var screen = new TerminalScreen();
        screen.Restore(viewer.FirstScreen);
        screen.Feed(viewer.Seen);
        var watcher = new TerminalScreen();
        watcher.Feed(output);
        Assert.Equal(watcher.Snapshot(), screen.Snapshot());
        Assert.Equal("status", screen.Text()[23]);
    }

    [Fact]
    public async Task Attach_ViewerLostAndBack_ResumesWithNothingMissingOrDoubled()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Viewer);
        var output = Lines(120_000);
        await using var steady = await HubViewer.ConnectAsync(portal, token);
        steady.Attach(id);
        await bmc.PrintAsync(output.AsMemory(0, 40_000), Ct);

        byte[] before;
        long next;
        await using (var first = await HubViewer.ConnectAsync(portal, token))
        {
            first.Attach(id);
            await first.WaitUntilAsync(v => v.Seen.Length >= 20_000);
            // Lost in the middle of the stream, without a word.
            await first.Connection.StopAsync(Ct);
            before = first.Seen;
            next = first.NextOffset;
        }
        await bmc.PrintAsync(output.AsMemory(40_000, 60_000), Ct);
        await using var second = await HubViewer.ConnectAsync(portal, token);
        second.Attach(id, next);
        await bmc.PrintAsync(output.AsMemory(100_000), Ct);

        await second.WaitUntilAsync(v => before.Length + v.Seen.Length >= output.Length);
        await steady.WaitUntilAsync(v => v.Seen.Length >= output.Length);
        Assert.Equal(output, before.Concat(second.Seen));
        Assert.Equal(output, steady.Seen);
        Assert.Empty(second.Gaps);
    }

    [Fact]
    public async Task Attach_ViewerThatGivesNoCredit_HoldsUpNobodyElse()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Viewer);
        await using var stalled = await HubViewer.ConnectAsync(portal, token, "?flow=ack");
        await using var reader = await HubViewer.ConnectAsync(portal, token);
        stalled.Attach(id, 0);
        reader.Attach(id, 0);
        var output = Lines(700_000);
        await bmc.PrintAsync(output, Ct);
        await reader.WaitUntilAsync(v => v.Seen.Length >= output.Length);
        Assert.Equal(output, reader.Seen);

        await stalled.WaitUntilAsync(v => v.Seen.Length > CreditWindow.Size - (16 * 1024));
        Assert.InRange(stalled.Seen.Length, 1, CreditWindow.Size);
        while (stalled.Seen.Length < output.Length)
        {
            var had = stalled.Seen.Length;
            await stalled.Connection.SendAsync("Ack", id, stalled.NextOffset, Ct);
            await stalled.WaitUntilAsync(v => v.Seen.Length > had);
        }
        Assert.Equal(output, stalled.Seen);
        Assert.Empty(stalled.Gaps);
    }

    [Fact]
    public async Task Write_ManyCalls_ArriveInOrder()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Operator);
        await using var viewer = await HubViewer.ConnectAsync(portal, token);
        viewer.Attach(id);
        await WaitForLiveAsync(viewer, id);
        var typed = Lines(3_000);
        var calls = typed.Chunk(7).Select(piece => viewer.WriteAsync(id, piece)).ToList();
        await Task.WhenAll(calls);
        await viewer.WaitUntilAsync(v => v.Seen.Length >= typed.Length);
        Assert.Equal(Encoding.ASCII.GetString(typed), Encoding.ASCII.GetString(bmc.Typed));

        await viewer.Connection.InvokeAsync("SendBreak", id, Ct);
        await bmc.WaitUntilAsync(sim => sim.Breaks == 1, Ct);
        var tooLarge = await Assert.ThrowsAsync<HubException>(() => viewer.WriteAsync(id, new byte[ConsoleHub.MaxWrite + 1]));
        Assert.Contains("too_large:", tooLarge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ByViewer_IsRefusedAndNothingIsTyped()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Viewer);
        await using var viewer = await HubViewer.ConnectAsync(portal, token);
        viewer.Attach(id);
        await WaitForLiveAsync(viewer, id);
        var refused = await Assert.ThrowsAsync<HubException>(() => viewer.WriteAsync(id, "reboot\r"u8.ToArray()));
        Assert.Contains("not_found:", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HubException>(() => viewer.Connection.InvokeAsync("SendBreak", id, Ct));
        Assert.Empty(bmc.Typed);
        Assert.Equal(0, bmc.Breaks);
    }

    [Fact]
    public async Task Attach_MissingOrForbidden_LookTheSame()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, _) = await AddServerAsync(bmc, Role.Viewer);
        var stranger = await portal.CreateTokenAsync(await portal.CreateUserAsync(null));
        var messages = new List<string>();
        foreach (var server in new[] { id, BmcId.New().ToString(), "../etc", "" })
        {
            await using var viewer = await HubViewer.ConnectAsync(portal, stranger);
            viewer.Attach(server);
            await viewer.WaitUntilAsync(v => v.Error is not null);
            messages.Add(Assert.IsType<HubException>(viewer.Error).Message);
        }
        Assert.Single(messages.Distinct());
        Assert.Contains("not_found:", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attach_GrantTaken_EndsWithinTwoSeconds()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        var user = await portal.CreateUserAsync(Role.Operator);
        await using var viewer = await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(user));
        viewer.Attach(id);
        await WaitForLiveAsync(viewer, id);

        var started = Stopwatch.GetTimestamp();
        await portal.Services.GetRequiredService<Grants>().TakeAsync(user.Id, null, Ct);
        await viewer.WaitUntilAsync(v => v.Error is not null);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Contains("revoked:", viewer.Error!.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HubException>(() => viewer.WriteAsync(id, "x"u8.ToArray()));
        Assert.Empty(bmc.Typed);
    }

    [Fact]
    public async Task Connection_SignedOut_EndsWithinTwoSeconds()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Viewer), cookies);
        await using var viewer = await HubViewer.ConnectAsync(portal, cookies);
        viewer.Attach(id);
        await WaitForLiveAsync(viewer, id);

        var started = Stopwatch.GetTimestamp();
        using var answer = await portal.PostAsync(browser, "/account/sign-out");
        await viewer.WaitUntilAsync(v => v.Error is not null);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<Exception>(() => HubViewer.ConnectAsync(portal, cookies));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Connection_WithCookieFromElsewhere_IsRefused(string? origin)
    {
        var cookies = new CookieContainer();
        using var browser = await portal.SignInAsync(await portal.CreateUserAsync(Role.Viewer), cookies);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.Cookies = cookies;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        var address = new UriBuilder(new Uri(portal.Address, "/hubs/console")) { Scheme = "ws" }.Uri;
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => socket.ConnectAsync(address, Ct));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Connection_WithTokenInTheQuery_IsAccepted()
    {
        var token = await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Viewer));
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(portal.Address, $"/hubs/console?access_token={token}")) { Scheme = "ws" }.Uri, Ct);
        Assert.Equal(System.Net.WebSockets.WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task Attach_HostileOutput_IsHarmlessUnlessAskedForRaw()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Viewer);
        await using var browser = await HubViewer.ConnectAsync(portal, token);
        await using var program = await HubViewer.ConnectAsync(portal, token, "?output=raw");
        browser.Attach(id);
        program.Attach(id);
        var output = "x\e[2147483647b\e]52;c;eA==\a."u8.ToArray();
        await bmc.PrintAsync(output, Ct);
        await browser.WaitUntilAsync(v => v.Seen.Length >= output.Length);
        await program.WaitUntilAsync(v => v.Seen.Length >= output.Length);
        Assert.Equal("x\e[0000000500b\0\0\0\0\0\0\0\0\0\0\0\0.", Encoding.ASCII.GetString(browser.Seen));
        Assert.Equal(output, program.Seen);
    }

    [Fact]
    public async Task Attach_BothProtocols_NameFieldsAsTheContractDoes()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await AddServerAsync(bmc, Role.Viewer);
        await bmc.PrintAsync("hello"u8.ToArray(), Ct);

        await using var json = await HubViewer.ConnectAsync(portal, token, json: true);
        var state = new TaskCompletionSource<JsonElement>();
        var roster = new TaskCompletionSource<string[]>();
        json.Connection.On<JsonElement>("State", state.SetResult);
        json.Connection.On<string, string[]>("Roster", (_, names) =>
        {
            if (names.Length > 0)
                roster.TrySetResult(names);
        });
        await foreach (var chunk in json.Connection.StreamAsync<JsonElement>("Attach", id, (long?)0, Ct))
        {
            Assert.Equal(0, chunk.GetProperty("offset").GetInt64());
            Assert.Equal("hello"u8.ToArray(), chunk.GetProperty("data").GetBytesFromBase64());
            break;
        }
        var line = await state.Task.WaitAsync(Ct);
        Assert.Equal(id, line.GetProperty("serverId").GetString());
        Assert.Equal("live", line.GetProperty("state").GetString());
        Assert.NotEmpty(await roster.Task.WaitAsync(Ct));

        await using var binary = await HubViewer.ConnectAsync(portal, token);
        await foreach (var chunk in binary.Connection.StreamAsync<Dictionary<string, object?>>("Attach", id, (long?)0, Ct))
        {
            Assert.Equal(["data", "gapBefore", "gapFrom", "gapTo", "offset", "screen"], chunk.Keys.Order());
            Assert.Equal("hello"u8.ToArray(), chunk["data"]);
            break;
        }
    }

    /// <summary>A server behind a simulated BMC, its console live, and the API token of a new user with a role.</summary>
    private async Task<(string Id, string Token)> AddServerAsync(SimulatedBmc bmc, Role role)
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        return (id, await portal.CreateTokenAsync(await portal.CreateUserAsync(role)));
    }

    /// <summary>Attached and live: a call that needs it does not come too early.</summary>
    private async Task WaitForLiveAsync(HubViewer viewer, string id)
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live" && console["viewers"]!.AsArray().Count > 0);
        Assert.Null(viewer.Error);
    }

    private static byte[] Lines(int length)
    {
        var text = new StringBuilder(length + 40);
        for (var line = 0; text.Length < length; line++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"line {line:D7} of some output that a host prints\r\n");
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }
}
