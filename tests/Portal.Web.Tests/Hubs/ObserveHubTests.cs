using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Web.Hubs;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Hubs;

public sealed class ObserveHubTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_ByALink_ShowsWhatIsPrintedFromThenOnUntilItIsRevoked()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var root = await portal.CreateApiClientAsync(Role.Administrator);
        var server = await root.AddServerAsync(bmc);
        await root.WaitForAsync($"/api/v1/servers/{server}/console", console => console.Text("state") == "live");
        await bmc.PrintAsync("a secret of before\r\n\x1b[2J\x1b[H"u8.ToArray(), Ct);
        await root.WaitForAsync($"/api/v1/servers/{server}/console", console => console["nextOffset"]!.GetValue<long>() >= bmc.PrintedCount);
        var made = await root.SendAsync(HttpMethod.Post, $"/api/v1/servers/{server}/observer-links", new { label = "vendor", minutes = 10 }, HttpStatusCode.Created);
        var secret = made.Text("path").Split('#')[1];

        await using var stranger = await ConnectAsync();
        var link = new TaskCompletionSource<ObserveMessage>();
        stranger.On<ObserveMessage>("Link", message => link.TrySetResult(message));
        var seen = new StringBuilder();
        var printed = new TaskCompletionSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var chunk in stranger.StreamAsync<ConsoleChunkMessage>("Watch", secret, null, Ct))
            {
                seen.Append(Encoding.UTF8.GetString(chunk.Screen ?? [])).Append(Encoding.UTF8.GetString(chunk.Data));
                if (seen.ToString().Contains("for all to see", StringComparison.Ordinal))
                    printed.TrySetResult();
            }
        }, Ct);
        Assert.Equal("vendor", (await link.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct)).Label);
        await bmc.PrintAsync("for all to see\r\n"u8.ToArray(), Ct);
        await printed.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.DoesNotContain("secret", seen.ToString(), StringComparison.Ordinal);
        var listed = (await root.SendAsync(HttpMethod.Get, $"/api/v1/servers/{server}/observer-links")).Content;
        Assert.Contains("\"watching\":1", await listed.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        // There is nothing else to call, and the secret opens nothing else.
        foreach (var method in (string[])["Attach", "Write", "SendBreak", "TakeControl", "Replay"])
            await Assert.ThrowsAsync<HubException>(() => stranger.InvokeAsync(method, server, Ct));
        using (var client = portal.CreateApiClient(secret))
            await client.GetAsync($"/api/v1/servers/{server}", HttpStatusCode.Unauthorized);
        await using (var console = new HubConnectionBuilder().WithUrl(new Uri(portal.Address, $"{HubsExtensions.ConsolePath}?access_token={secret}")).Build())
            await Assert.ThrowsAnyAsync<Exception>(() => console.StartAsync(Ct));

        var started = Stopwatch.GetTimestamp();
        await root.SendAsync(HttpMethod.Delete, $"/api/v1/servers/{server}/observer-links/{made["link"]!.Text("id")}", null, HttpStatusCode.NoContent);
        Assert.StartsWith("revoked", Words(await Assert.ThrowsAsync<HubException>(() => watching.WaitAsync(TimeSpan.FromSeconds(2), Ct))), StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
        await using var again = await ConnectAsync();
        Assert.StartsWith("not_found", Words(await Assert.ThrowsAsync<HubException>(async () =>
        {
            await foreach (var _ in again.StreamAsync<ConsoleChunkMessage>("Watch", secret, null, Ct))
            {
            }
        })), StringComparison.Ordinal);
    }

    private static string Words(HubException refused) => refused.Message.Split("HubException: ")[^1];

    private async Task<HubConnection> ConnectAsync()
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(portal.Address, ObserveHub.Path), options =>
            {
                options.SkipNegotiation = true;
                options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
            })
            .AddMessagePackProtocol().Build();
        await connection.StartAsync(Ct);
        return connection;
    }
}
