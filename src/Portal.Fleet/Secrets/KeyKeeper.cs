using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Fleet.Secrets;

/// <summary>Finishes what was begun with the keys: before the fleet starts, whatever an earlier version or another key sealed; then, until the old keys can go.</summary>
internal sealed partial class KeyKeeper(KeyRotation rotation, KeyRing ring, TimeProvider time, ILogger<KeyKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await rotation.RewrapAsync(cancellationToken);
        if ((await rotation.GetAsync(cancellationToken)).Lost is > 0 and var lost)
            Log.Lost(logger, lost, ring.Source.Description);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (ring.Keys.Length > 1)
                    await FinishAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task FinishAsync(CancellationToken ct)
    {
        try
        {
            await rotation.RewrapAsync(ct);
            await rotation.RetireAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.NotFinished(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4104, LogLevel.Error, "{Count} sealed values lie under keys that are not in {Source}: they cannot be opened. Bring the right key back, or enter the BMC passwords again.")]
        public static partial void Lost(ILogger logger, int count, string source);

        [LoggerMessage(4105, LogLevel.Error, "The change of the key could not be finished; it is tried again.")]
        public static partial void NotFinished(ILogger logger, Exception exception);
    }
}
