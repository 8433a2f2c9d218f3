using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Hubs;

namespace Portal.Web.Tests.Hubs;

/// <summary>Someone who follows a console over the hub and keeps what they saw.</summary>
internal sealed class HubViewer : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<byte> _seen = [];
    private TaskCompletionSource _change = NewChange();
    private Task _reading = Task.CompletedTask;

    private HubViewer(HubConnection connection) => _connection = connection;

    public HubConnection Connection => _connection;

    /// <summary>Offset of the first byte seen.</summary>
    public long? FirstOffset { get; private set; }

    /// <summary>Offset of the next byte wanted.</summary>
    public long NextOffset { get; private set; }

    /// <summary>What the first message said that the screen looked like before it.</summary>
    public byte[]? FirstScreen { get; private set; }

    /// <summary>What the stream said about missing bytes.</summary>
    public List<string> Gaps { get; } = [];

    /// <summary>How the stream ended; null while it runs.</summary>
    public Exception? Error { get; private set; }

    public byte[] Seen
    {
        get
        {
            lock (_gate)
                return [.. _seen];
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<HubViewer> ConnectAsync(PortalServer portal, string token, string query = "", bool json = false) =>
        ConnectAsync(portal, query, json, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token));

    public static Task<HubViewer> ConnectAsync(PortalServer portal, CookieContainer cookies, string query = "") =>
        ConnectAsync(portal, query, json: false, options =>
        {
            options.Cookies = cookies;
            options.Headers["Origin"] = portal.Address.GetLeftPart(UriPartial.Authority);
        });

    /// <summary>Follows a console until disposed.</summary>
    public void Attach(string serverId, long? fromOffset = null) => _reading = ReadAsync(serverId, fromOffset);

    public Task WriteAsync(string serverId, byte[] data) => _connection.InvokeAsync("Write", serverId, data, Ct);

    /// <summary>Waits until the stream has brought enough, or has ended.</summary>
    public async Task WaitUntilAsync(Func<HubViewer, bool> condition)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (condition(this))
                    return;
                change = _change.Task;
            }
            await change.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        await _connection.DisposeAsync();
        _stop.Dispose();
    }

    private static async Task<HubViewer> ConnectAsync(PortalServer portal, string query, bool json, Action<Microsoft.AspNetCore.Http.Connections.Client.HttpConnectionOptions> configure)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(portal.Address, $"/hubs/console{query}"), options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
            configure(options);
        });
        if (!json)
            builder.AddMessagePackProtocol();
        var connection = builder.Build();
        await connection.StartAsync(Ct);
        return new HubViewer(connection);
    }

    private async Task ReadAsync(string serverId, long? fromOffset)
    {
        NextOffset = fromOffset ?? 0;
        try
        {
            await foreach (var chunk in _connection.StreamAsync<ConsoleChunkMessage>("Attach", serverId, fromOffset, _stop.Token))
            {
                lock (_gate)
                {
                    if (chunk.GapBefore is { } gap)
                        Gaps.Add(gap);
                    else if (FirstOffset is not null || fromOffset is not null)
                        Assert.Equal(NextOffset, chunk.Offset);
                    FirstScreen = FirstOffset is null ? chunk.Screen : FirstScreen;
                    FirstOffset ??= chunk.Offset;
                    NextOffset = chunk.Offset + chunk.Data.Length;
                    _seen.AddRange(chunk.Data);
                }
                Tell();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed.
        }
        catch (Exception e)
        {
            lock (_gate)
                Error = e;
            Tell();
        }
    }

    private void Tell()
    {
        TaskCompletionSource change;
        lock (_gate)
        {
            change = _change;
            _change = NewChange();
        }
        change.SetResult();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
