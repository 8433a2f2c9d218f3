using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Web.Hubs;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Hubs;

/// <summary>A console's past over the hub.</summary>
public sealed class ReplayHubTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_FromAMoment_DrawsTheScreenThenGivesTheOutputWithItsTimes()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        var (id, token) = await RecordAsync(bmc, "before the moment\r\n", "x\e[2147483647b\e]52;c;eA==\aafter\r\n");
        await using var viewer = await HubViewer.ConnectAsync(portal, token);
        var messages = await viewer.Connection.StreamAsync<ReplayMessage>("Replay", id, "19", 1, Ct).ToListAsync(Ct);

        Assert.True(messages[0].Screen);
        Assert.Equal(19, messages[0].Offset);
        Assert.Contains("before the moment", Encoding.UTF8.GetString(messages[0].Data), StringComparison.Ordinal);
        Assert.All(messages.Skip(1), message => Assert.False(message.Screen));
        Assert.Equal("x\e[0000000500b\0\0\0\0\0\0\0\0\0\0\0\0after\r\n", Encoding.ASCII.GetString([.. messages.Skip(1).SelectMany(message => message.Data)]));
        Assert.All(messages, message => Assert.InRange(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - message.Time, 0, 60_000));

        // A time is as good as an offset, and nothing can be typed through a replay.
        var hourAgo = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
        Assert.Equal(0, (await viewer.Connection.StreamAsync<ReplayMessage>("Replay", id, hourAgo, 2, Ct).ToListAsync(Ct))[0].Offset);
        Assert.Contains("not_attached:", (await Assert.ThrowsAsync<HubException>(() => viewer.WriteAsync(id, "x"u8.ToArray()))).Message, StringComparison.Ordinal);
        Assert.Contains("invalid_moment:", (await Assert.ThrowsAsync<HubException>(() => viewer.Connection.StreamAsync<ReplayMessage>("Replay", id, "then", 3, Ct).ToListAsync(Ct).AsTask())).Message, StringComparison.Ordinal);
        var stranger = await portal.CreateTokenAsync(await portal.CreateUserAsync(null));
        await using var other = await HubViewer.ConnectAsync(portal, stranger);
        Assert.Contains("not_found:", (await Assert.ThrowsAsync<HubException>(() => other.Connection.StreamAsync<ReplayMessage>("Replay", id, "0", 1, Ct).ToListAsync(Ct).AsTask())).Message, StringComparison.Ordinal);
        Assert.Empty(bmc.Typed);
    }

    [Fact]
    public async Task Replay_WithoutCredit_StopsAtTheWindowAndEndsWithTheRights()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console.Text("state") == "live");
        const int Printed = 800_000;
        await bmc.PrintAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789abcdefghijklmnopqrstuvwxyz!\r\n", Printed / 39 + 1))).AsMemory(0, Printed), Ct);
        await administrator.WaitForAsync($"/api/v1/servers/{id}/console", console => console["nextOffset"]!.GetValue<long>() >= Printed);
        var user = await portal.CreateUserAsync(Role.Viewer);
        await using var viewer = await HubViewer.ConnectAsync(portal, await portal.CreateTokenAsync(user));
        await using var pieces = viewer.Connection.StreamAsync<ReplayMessage>("Replay", id, "0", 7, Ct).GetAsyncEnumerator(Ct);
        long got = 0;
        while (got <= CreditWindow.Size - (8 * 1024) && await pieces.MoveNextAsync())
            got += pieces.Current.Data.Length;
        Assert.InRange(got, CreditWindow.Size - (16 * 1024), CreditWindow.Size);
        await viewer.Connection.SendAsync("AckReplay", 7, got, Ct);
        while (got < CreditWindow.Size + 4096)
        {
            Assert.True(await pieces.MoveNextAsync());
            got += pieces.Current.Data.Length;
        }

        var started = Stopwatch.GetTimestamp();
        await portal.Services.GetRequiredService<Grants>().TakeAsync(user.Id, null, Ct);
        var ended = await Assert.ThrowsAsync<HubException>(async () =>
        {
            while (await pieces.MoveNextAsync())
            {
                // What was under way still comes.
            }
        });
        Assert.Contains("revoked:", ended.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private async Task<(string Id, string Token)> RecordAsync(SimulatedBmc bmc, params string[] output)
    {
        using var administrator = await portal.CreateApiClientAsync(Role.Administrator);
        var id = await administrator.AddServerAsync(bmc);
        var path = $"/api/v1/servers/{id}/console";
        await administrator.WaitForAsync(path, console => console.Text("state") == "live");
        long printed = 0;
        foreach (var text in output)
        {
            await bmc.PrintAsync(Encoding.UTF8.GetBytes(text), Ct);
            printed += Encoding.UTF8.GetByteCount(text);
            await administrator.WaitForAsync(path, console => console["nextOffset"]!.GetValue<long>() >= printed);
        }

        return (id, await portal.CreateTokenAsync(await portal.CreateUserAsync(Role.Viewer)));
    }
}
