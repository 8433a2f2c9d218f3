using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Portal.BmcSim;
using Portal.Fleet.Servers;

namespace Portal.Bench.Revoke;

/// <summary>Somebody with a console open, its stream of events followed, a download under way and a page, who types without a pause.</summary>
internal sealed class RevokeViewer : IAsyncDisposable
{
    private static readonly TimeSpan s_key = TimeSpan.FromMilliseconds(20);

    private readonly HubConnection _hub;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _typing;

    private readonly ClientWebSocket? _page;

    private RevokeViewer(HubConnection hub, HttpClient http, HttpResponseMessage tail, HttpResponseMessage download, ClientWebSocket? page, string server)
    {
        (_hub, _http, _page) = (hub, http, page);
        Console = EndOfConsoleAsync(server);
        Tail = EndOfTailAsync(tail);
        Download = EndOfTailAsync(download);
        Page = page is null ? Task.FromResult(0L) : EndOfPageAsync(page);
        _typing = TypeAsync(server);
    }

    /// <summary>When the console's stream ended.</summary>
    public Task<long> Console { get; }

    /// <summary>When the stream of events ended.</summary>
    public Task<long> Tail { get; }

    /// <summary>When the download ended, which follows the console as text.</summary>
    public Task<long> Download { get; }

    /// <summary>When the page's connection ended; at once where there is none.</summary>
    public Task<long> Page { get; }

    public static async Task<RevokeViewer> OpenAsync(Uri address, BmcId server, string? token, CookieContainer? cookies, SimulatedBmc bmc, CancellationToken ct)
    {
        var id = server.ToString();
        var hub = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/console"), options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
            if (token is not null)
                options.AccessTokenProvider = () => Task.FromResult<string?>(token);
            if (cookies is not null)
                options.Cookies = cookies;
            options.Headers["Origin"] = address.GetLeftPart(UriPartial.Authority);
        }).Build();
        await hub.StartAsync(ct);
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = address };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var tail = await http.GetAsync($"/api/v1/servers/{id}/console/log?format=events", HttpCompletionOption.ResponseHeadersRead, ct);
        tail.EnsureSuccessStatusCode();
        var download = await http.GetAsync($"/api/v1/servers/{id}/console/log?follow=true", HttpCompletionOption.ResponseHeadersRead, ct);
        download.EnsureSuccessStatusCode();
        var viewer = new RevokeViewer(hub, http, tail, download, cookies is null ? null : await OpenPageAsync(address, cookies, ct), id);
        await bmc.WaitUntilAsync(sim => sim.TypedCount > 0, ct);
        return viewer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _typing;
        await _hub.DisposeAsync();
        _http.Dispose();
        _page?.Dispose();
        _stop.Dispose();
    }

    private async Task<long> EndOfConsoleAsync(string server)
    {
        try
        {
            await foreach (var _ in _hub.StreamAsync<JsonElement>("Attach", server, (long?)0, _stop.Token))
            {
            }
        }
        catch (Exception)
        {
            // However it ended, it did.
        }

        return Stopwatch.GetTimestamp();
    }

    private static async Task<ClientWebSocket> OpenPageAsync(Uri address, CookieContainer cookies, CancellationToken ct)
    {
        var page = new ClientWebSocket();
        page.Options.Cookies = cookies;
        page.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        await page.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor"), ct);
        await page.SendAsync("{\"protocol\":\"json\",\"version\":1}\x1e"u8.ToArray(), WebSocketMessageType.Text, true, ct);
        return page;
    }

    private static async Task<long> EndOfPageAsync(ClientWebSocket page)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await page.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException)
        {
            // Cut.
        }

        return Stopwatch.GetTimestamp();
    }

    private static async Task<long> EndOfTailAsync(HttpResponseMessage tail)
    {
        using (tail)
        {
            try
            {
                await (await tail.Content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                // Cut.
            }
        }

        return Stopwatch.GetTimestamp();
    }

    /// <summary>Goes on whatever the portal says.</summary>
    private async Task TypeAsync(string server)
    {
        using var timer = new PeriodicTimer(s_key);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    await _hub.SendAsync("Write", server, "k"u8.ToArray(), _stop.Token);
                }
                catch (Exception exception) when (exception is InvalidOperationException or IOException)
                {
                    // The connection is gone.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }
}
