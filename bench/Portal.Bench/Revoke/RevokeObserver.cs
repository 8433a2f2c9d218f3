using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Portal.BmcSim;

namespace Portal.Bench.Revoke;

/// <summary>Somebody without an account who watches a console by an observer link.</summary>
internal sealed class RevokeObserver : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RevokeObserver(HubConnection hub, string secret)
    {
        _hub = hub;
        hub.On<JsonElement>("Link", _ => _watching.TrySetResult());
        Console = WatchAsync(secret);
    }

    /// <summary>When the console's stream ended.</summary>
    public Task<long> Console { get; }

    public static async Task<RevokeObserver> OpenAsync(Uri address, string secret, SimulatedBmc bmc, CancellationToken ct)
    {
        var hub = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/observe"), options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
            options.WebSocketFactory = async (context, stop) =>
            {
                var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
                await socket.ConnectAsync(context.Uri, new HttpMessageInvoker(RevokeStage.FromOwnAddress()), stop);
                return socket;
            };
        }).Build();
        await hub.StartAsync(ct);
        var observer = new RevokeObserver(hub, secret);
        await observer._watching.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, ct);
        await bmc.PrintAsync("seen\r\n"u8.ToArray(), ct);
        return observer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Console;
        await _hub.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<long> WatchAsync(string secret)
    {
        try
        {
            await foreach (var _ in _hub.StreamAsync<JsonElement>("Watch", secret, (long?)null, _stop.Token))
            {
            }
        }
        catch (Exception)
        {
            // However it ended, it did.
        }

        return Stopwatch.GetTimestamp();
    }
}
