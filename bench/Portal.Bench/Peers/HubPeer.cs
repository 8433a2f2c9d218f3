using System.Net;
using Portal.Bench.Consoles;

namespace Portal.Bench.Peers;

/// <summary>Ours as people use it: the portal, and a viewer at its hub.</summary>
internal sealed class HubPeer : ConsolePeer
{
    /// <summary>What the browser puts into one write of a paste; the next one follows when it was accepted.</summary>
    private const int LargestWrite = 1024;

    private readonly PortalProcess _portal;
    private readonly HubViewer _viewer;
    private readonly string _server;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;

    private HubPeer(PortalProcess portal, string server, HubViewer viewer)
    {
        _portal = portal;
        _server = server;
        _viewer = viewer;
        viewer.OnBytes = See;
        _reading = viewer.RunAsync(_end.Token);
    }

    public override string Name => "portal, through the hub";

    public override ProcessFigures Figures => _portal.Figures;

    public static async Task<HubPeer> StartAsync(PortalProcess portal, IPEndPoint bmc, string name, CancellationToken ct)
    {
        var id = await portal.AddServerAsync(name, bmc, ct);
        await portal.WaitLiveAsync(id, ct);
        return new HubPeer(portal, id, await HubViewer.ConnectAsync(portal.Address, portal.Tokens[0], id, 0, gives: true, small: false, ct));
    }

    public override async Task TypeAsync(ReadOnlyMemory<byte> characters, CancellationToken ct)
    {
        if (characters.Length == 1)
        {
            await _viewer.TypeAsync(characters, ct);
            return;
        }

        for (; !characters.IsEmpty; characters = characters[Math.Min(LargestWrite, characters.Length)..])
            await _viewer.WriteAsync(characters[..Math.Min(LargestWrite, characters.Length)], ct);
    }

    public override Task TypeSoonAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => _viewer.TypeAsync(characters, ct);

    public override async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        await _viewer.DisposeAsync();
        _end.Dispose();
        using var gone = await _portal.Http.DeleteAsync(new Uri($"/api/v1/servers/{_server}", UriKind.Relative));
    }
}
