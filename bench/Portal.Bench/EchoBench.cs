using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.BmcSim;
using Portal.Testing;

namespace Portal.Bench;

/// <summary>Keystroke echo: through the portal's hub, and through <c>ipmitool sol activate</c> on a pseudo terminal, on two lines of the same simulator.</summary>
internal static class EchoBench
{
    public static async Task RunAsync(Report report, int keystrokes, CancellationToken ct)
    {
        report.Line();
        report.Line($"Keystroke echo, {keystrokes} keystrokes one at a time");
        await using var farm = SimulatedFarm.Start(2, new IPEndPoint(IPAddress.Parse("127.65.0.1"), 623), (_, o) => o with { Line = SimLine.Echo, BootPace = 0 });
        // In turns, so that a noisy machine troubles both alike.
        await using var hub = await HubEcho.StartAsync(farm.Bmcs[0].EndPoint, ct);
        await using var tool = await ToolEcho.StartAsync(farm.Bmcs[1].EndPoint, ct);
        for (var i = 0; i < 30; i++)
        {
            await hub.EchoAsync(ct);
            await tool.EchoAsync(ct);
        }

        List<double> ours = [], theirs = [];
        for (var i = 0; i < keystrokes; i++)
        {
            ours.Add((await hub.EchoAsync(ct)).TotalMilliseconds);
            theirs.Add((await tool.EchoAsync(ct)).TotalMilliseconds);
        }

        report.Ratio("echo, median", "ipmitool sol activate", Report.Median(ours), Report.Median(theirs), "ms");
        report.Ratio("echo, 99th of 100", "ipmitool sol activate", Report.Percentile(ours, 0.99), Report.Percentile(theirs, 0.99), "ms");
        report.Line($"  difference at the median: {Report.Median(ours) - Report.Median(theirs):F2} ms");
    }

    /// <summary>The whole way: SignalR client, portal process, engine, simulator and back.</summary>
    private sealed class HubEcho : IAsyncDisposable
    {
        private readonly PortalProcess _portal;
        private readonly HubConnection _connection;
        private readonly string _id;
        private readonly SemaphoreSlim _echoed = new(0);
        private Task? _reading;
        private int _next;

        private HubEcho(PortalProcess portal, HubConnection connection, string id)
        {
            _portal = portal;
            _connection = connection;
            _id = id;
        }

        public static async Task<HubEcho> StartAsync(IPEndPoint bmc, CancellationToken ct)
        {
            var portal = await PortalProcess.StartAsync("127.65.0.0/16", users: 1, ct);
            var id = await portal.AddServerAsync("bench", bmc, ct);
            var connection = new HubConnectionBuilder()
                .WithUrl(new Uri(portal.Address, "/hubs/console"), o =>
                {
                    o.AccessTokenProvider = () => Task.FromResult<string?>(portal.Tokens[0]);
                    o.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                })
                .AddMessagePackProtocol()
                .Build();
            await connection.StartAsync(ct);
            var echo = new HubEcho(portal, connection, id);
            await portal.WaitLiveAsync(id, ct);
            echo._reading = echo.ReadAsync(ct);
            // The first keystroke waits for its answer, so that a refusal is seen as what it is.
            await echo.AttachedAsync(ct);
            return echo;
        }

        public async Task<TimeSpan> EchoAsync(CancellationToken ct)
        {
            var key = (byte)('a' + (_next++ % 26));
            var watch = Stopwatch.StartNew();
            await _connection.SendAsync("Write", _id, new[] { key }, ct);
            await _echoed.WaitAsync(ct).WaitAsync(TimeSpan.FromSeconds(10), ct);
            return watch.Elapsed;
        }

        public async ValueTask DisposeAsync()
        {
            await _connection.DisposeAsync();
            if (_reading is not null)
                await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
            await _portal.DisposeAsync();
        }

        private async Task AttachedAsync(CancellationToken ct)
        {
            while (true)
            {
                try
                {
                    await _connection.InvokeAsync("Write", _id, "!"u8.ToArray(), ct);
                    var echoed = _echoed.WaitAsync(ct).WaitAsync(TimeSpan.FromSeconds(10), ct);
                    await await Task.WhenAny(echoed, _reading!);
                    await echoed;
                    return;
                }
                catch (Microsoft.AspNetCore.SignalR.HubException e) when (e.Message.Contains("not_attached", StringComparison.Ordinal))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
                }
            }
        }

        private async Task ReadAsync(CancellationToken ct)
        {
            await foreach (var chunk in _connection.StreamAsync<ConsoleChunk>("Attach", _id, (long?)null, ct))
            {
                for (var i = 0; i < chunk.Data.Length; i++)
                    _echoed.Release();
            }
        }
    }

    private sealed class ToolEcho : IAsyncDisposable
    {
        private readonly Terminal _terminal;
        private int _next;

        private ToolEcho(Terminal terminal) => _terminal = terminal;

        public static async Task<ToolEcho> StartAsync(IPEndPoint bmc, CancellationToken ct)
        {
            var terminal = Terminal.Start(
                "ipmitool", "-I", "lanplus", "-C", "3", "-H", $"{bmc.Address}", "-p", $"{bmc.Port}", "-U", "admin", "-P", "password", "sol", "activate");
            await terminal.ExpectAsync("for help]", ct);
            return new ToolEcho(terminal);
        }

        public async Task<TimeSpan> EchoAsync(CancellationToken ct)
        {
            var key = $"{(char)('a' + (_next++ % 26))}";
            var watch = Stopwatch.StartNew();
            await _terminal.TypeAsync(key, ct);
            await _terminal.ExpectAsync(key, ct);
            return watch.Elapsed;
        }

        public ValueTask DisposeAsync() => _terminal.DisposeAsync();
    }
}
