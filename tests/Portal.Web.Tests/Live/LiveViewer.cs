using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Portal.BmcSim;
using Portal.Web.Tests.Hubs;

namespace Portal.Web.Tests.Live;

/// <summary>Somebody who has a console open, types on it, follows it as a stream, downloads its record slowly, and has a page open where that goes by cookie.</summary>
internal sealed class LiveViewer : IAsyncDisposable
{
    private readonly HubViewer _console;
    private readonly HttpClient _http;
    private readonly HttpResponseMessage _download;
    private readonly ClientWebSocket? _page;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveViewer(HubViewer console, HttpClient http, HttpResponseMessage download, Task tail, ClientWebSocket? page)
    {
        (_console, _http, _download, Tail, _page) = (console, http, download, tail, page);
        console.Connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
        Page = page is null ? Task.CompletedTask : ReadToEndAsync(page);
    }

    /// <summary>Ends with the stream of events.</summary>
    public Task Tail { get; }

    /// <summary>Ends with the page's connection.</summary>
    public Task Page { get; }

    /// <summary>Ends with the connection of the console.</summary>
    public Task Console => _closed.Task;

    public HubViewer Hub => _console;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LiveViewer> OpenAsync(PortalServer portal, string serverId, string? token, CookieContainer? cookies)
    {
        var console = token is not null ? await HubViewer.ConnectAsync(portal, token) : await HubViewer.ConnectAsync(portal, cookies!);
        console.Attach(serverId);
        var http = Client(portal, token, cookies);
        var path = $"/api/v1/servers/{serverId}/console/log";
        var tail = await http.GetAsync($"{path}?format=events", HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.OK, tail.StatusCode);
        var download = await http.GetAsync($"{path}?format=asciicast", HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.OK, download.StatusCode);
        ClientWebSocket? page = null;
        if (cookies is not null)
        {
            page = new ClientWebSocket();
            page.Options.Cookies = cookies;
            page.Options.SetRequestHeader("Origin", portal.Address.GetLeftPart(UriPartial.Authority));
            await page.ConnectAsync(new Uri($"ws://{portal.Address.Authority}/_blazor"), Ct);
            await page.SendAsync("{\"protocol\":\"json\",\"version\":1}\x1e"u8.ToArray(), WebSocketMessageType.Text, true, Ct);
        }

        await console.WaitUntilAsync(viewer => viewer.NextOffset > 0);
        return new LiveViewer(console, http, download, ReadToEndAsync(tail), page);
    }

    /// <summary>Types more than the line takes for a while, and waits until some of it has arrived. Answers how it goes on.</summary>
    public async Task<Task> TypeALotAsync(SimulatedBmc bmc, string serverId, int bytes)
    {
        var before = bmc.TypedCount;
        var typing = Task.WhenAll(Enumerable.Range(0, bytes / 4096).Select(_ => Ignore(_console.WriteAsync(serverId, [.. Enumerable.Repeat((byte)'k', 4096)]))));
        await bmc.WaitUntilAsync(sim => sim.TypedCount > before, Ct);
        return typing;
    }

    /// <summary>Reads what is left of the download; false when it was cut before its end.</summary>
    public async Task<bool> IsDownloadWholeAsync()
    {
        try
        {
            await using var body = await _download.Content.ReadAsStreamAsync(Ct);
            await body.CopyToAsync(Stream.Null, Ct);
            return true;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _console.DisposeAsync();
        _download.Dispose();
        _http.Dispose();
        _page?.Dispose();
        _stop.Dispose();
    }

    private static HttpClient Client(PortalServer portal, string? token, CookieContainer? cookies)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = cookies ?? new CookieContainer(),
            ConnectCallback = async (context, ct) =>
            {
                // A slow reader: little fits on the way.
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = portal.Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static async Task Ignore(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static async Task ReadToEndAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            try
            {
                await using var body = await answer.Content.ReadAsStreamAsync(CancellationToken.None);
                await body.CopyToAsync(Stream.Null, CancellationToken.None);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                // Cut.
            }
        }
    }

    private static async Task ReadToEndAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is WebSocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
