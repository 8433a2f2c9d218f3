using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Storage;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Links;

/// <summary>All links in this process. They run from <see cref="Start"/> on; the command line never starts them.</summary>
internal sealed partial class LocalFleet(LinkDesk desk, ConsoleStore consoles, FleetOptions options, TimeProvider time, ILogger<LocalFleet> logger) : IFleet
{
    private readonly ConcurrentDictionary<BmcId, BmcLink> _links = new();

    // Changes come one after another from the registry, but starting and stopping comes from the host.
    private readonly Lock _lock = new();
    private bool _started;

    public IBmc Get(BmcId id) => _links.TryGetValue(id, out var link) ? link : throw new NotFoundException();

    public void Apply(Server server)
    {
        lock (_lock)
        {
            if (_links.TryGetValue(server.Id, out var link))
            {
                link.Apply(server);
                return;
            }

            _links[server.Id] = link = new BmcLink(server, desk);
            if (_started)
                link.Start();
        }
    }

    public async Task RemoveAsync(BmcId id)
    {
        if (!_links.TryRemove(id, out var link))
            return;
        await StopAsync(link);
        link.DeleteConsole();
    }

    /// <summary>Opens the console records and starts every link; the dialer lets a limited number of handshakes run at a time.</summary>
    public void Start()
    {
        lock (_lock)
        {
            consoles.Start();
            _started = true;
            foreach (var link in _links.Values)
                link.Start();
        }
    }

    /// <summary>Closes every session, all at once, and writes what consoles printed last.</summary>
    public async Task StopAsync()
    {
        lock (_lock)
            _started = false;
        await Task.WhenAll(_links.Values.Select(StopAsync));
        await consoles.StopAsync();
    }

    private async Task StopAsync(BmcLink link)
    {
        try
        {
            await link.DisposeAsync().AsTask().WaitAsync(options.Stop, time);
        }
        catch (TimeoutException)
        {
            Log.NotStopped(logger, link.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Warning, "The session to {Server} could not be closed in time; the BMC drops it by itself.")]
        public static partial void NotStopped(ILogger logger, BmcId server);
    }
}
