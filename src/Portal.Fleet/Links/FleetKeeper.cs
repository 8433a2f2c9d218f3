using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Links;

/// <summary>Holds the links of all servers while the host runs, and follows what other processes write to the database.</summary>
internal sealed partial class FleetKeeper(
    ServerRegistry servers, LocalFleet fleet, GrantCache grants, PowerService power, BulkService bulk, FleetOptions options, TimeProvider time, ILogger<FleetKeeper> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await power.RecoverAsync(cancellationToken);
        await bulk.RecoverAsync(cancellationToken);
        await servers.SynchroniseAsync(cancellationToken);
        fleet.Start();
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await bulk.StopAsync(power.StopAsync);
        await fleet.StopAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Sweep, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await grants.SweepAsync(stoppingToken);
                    await servers.SynchroniseAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Log.SweepFailed(logger, e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped. The host would log this as a failure where the start did not come to its end.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Error, "The servers could not be read again from the database.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
