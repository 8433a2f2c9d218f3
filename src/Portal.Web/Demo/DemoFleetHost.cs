using System.Net;
using System.Net.Sockets;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;

namespace Portal.Web.Demo;

/// <summary>
/// Runs simulated servers so that a portal without hardware has something to show. They are marked as simulated everywhere, listen on loopback only,
/// and end with the portal.
/// </summary>
internal sealed partial class DemoFleetHost(DemoFleet fleet, BmcAccess access, PortalOptions options, ILogger<DemoFleetHost> logger) : IHostedService, IAsyncDisposable
{
    private const int DefaultCount = 8;

    /// <summary>Enough for a boot, so that a console opened for the first time is not empty.</summary>
    private const int ConsoleHistory = 16 << 10;

    // Ports to try in turn: another portal on this machine may have its own demo fleet.
    private static readonly int[] s_ports = [9623, 9723, 9823, 9923];
    private static readonly IPAddress s_first = IPAddress.Parse("127.91.0.1");

    private SimulatedFarm? _farm;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.DemoServers == 0)
        {
            await fleet.SynchroniseAsync([], cancellationToken);
            return;
        }
        if (options.DemoServers is null && !await IsWantedAsync(cancellationToken))
            return;
        _farm = TryStart(options.DemoServers ?? DefaultCount);
        if (_farm is null)
            return;
        var servers = _farm.Bmcs.Select((bmc, index) => DemoNames.Describe(index, bmc.EndPoint)).ToList();
        await fleet.SynchroniseAsync(servers, cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _farm, null) is { } farm)
            await farm.DisposeAsync();
    }

    /// <summary>Nobody said how many. A portal that has real servers and never had simulated ones is left alone.</summary>
    private async Task<bool> IsWantedAsync(CancellationToken ct)
    {
        var servers = await access.ListAsync(Caller.CommandLine, ct);
        return servers.Count == 0 || servers.Any(server => server.Simulated);
    }

    private SimulatedFarm? TryStart(int count)
    {
        foreach (var port in s_ports)
        {
            try
            {
                return SimulatedFarm.Start(count, new IPEndPoint(s_first, port), (index, bmc) => bmc with { HostName = DemoNames.Name(index), PoweredOn = DemoNames.StartsOn(index), SolReplayBytes = ConsoleHistory });
            }
            catch (SocketException exception)
            {
                Log.PortTaken(logger, s_first, port, exception.Message);
            }
        }
        Log.NoDemo(logger);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(5100, LogLevel.Debug, "The simulated servers cannot listen on {Address} port {Port}: {Reason}")]
        public static partial void PortTaken(ILogger logger, IPAddress address, int port, string reason);

        [LoggerMessage(5101, LogLevel.Warning, "The simulated servers could not be started: no loopback address and port is free for them. The portal runs without; Portal:Demo:Servers=0 switches them off.")]
        public static partial void NoDemo(ILogger logger);
    }
}
