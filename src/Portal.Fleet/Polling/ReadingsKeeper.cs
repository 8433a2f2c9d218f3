using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Events;
using Portal.Fleet.Inventory;
using Portal.Fleet.Sensors.History;

namespace Portal.Fleet.Polling;

/// <summary>Writes the values of sensors in batches, and deletes what is too old.</summary>
internal sealed partial class ReadingsKeeper(HistoryBook history, EventLedger events, InventoryBook inventory, ReadingsOptions options, TimeProvider time, ILogger<ReadingsKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_retainEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _retainedAt;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => history.FlushAsync(all: true, CancellationToken.None));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        try
        {
            await TryAsync(() => events.CountAllAsync(stoppingToken));
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(() => history.FlushAsync(all: false, stoppingToken));
                if (time.GetUtcNow() - _retainedAt < s_retainEvery)
                    continue;
                _retainedAt = time.GetUtcNow();
                await TryAsync(() => history.RetainAsync(stoppingToken));
                await TryAsync(() => events.RetainAsync(options.KeepEvents, stoppingToken));
                await TryAsync(() => inventory.RetainAsync(options.KeepEvents, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing is lost yet: what was not written is written the next time.
            Log.WriteFailed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Error, "What BMCs told could not be written or cleared up; it is tried again.")]
        public static partial void WriteFailed(ILogger logger, Exception exception);
    }
}
