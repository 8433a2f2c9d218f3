using Portal.Fleet.Access;
using Portal.Web.Identity;

namespace Portal.Web.Live;

/// <summary>
/// The net under the events: asks for each credential in use whether it still holds, once however many connections hang on it. Soon after another process of the
/// portal (the command line) said that it changed something, and every 15 seconds in any case. What could not be asked about for a minute ends.
/// </summary>
internal sealed partial class LiveSweep(
    LiveConnections connections, CredentialCheck check, Grants grants, ChangeSignal signal, TimeProvider time, ILogger<LiveSweep> logger) : BackgroundService
{
    /// <summary>A view that is older is not trusted.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private long _askedAt = time.GetTimestamp();

    public async Task SweepAsync(CancellationToken ct)
    {
        var began = time.GetTimestamp();
        foreach (var group in connections.All.Where(live => live.Kind != LiveKind.Request || live.Lasts || live.Servers.Any()).GroupBy(live => live.Key))
        {
            if (await check.HoldsAsync(group.Key, group.First().User, ct))
                continue;
            foreach (var connection in group)
                connections.End(connection, "credential ended");
        }

        _askedAt = began;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_look, time);
        var lastChange = signal.Read();
        var lastSweep = time.GetTimestamp();
        Task sweeping = Task.CompletedTask;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var change = signal.Read();
                if (sweeping.IsCompleted && (change != lastChange || time.GetElapsedTime(lastSweep) >= CredentialCheck.Interval))
                {
                    (lastSweep, var changed) = (time.GetTimestamp(), change != lastChange);
                    lastChange = change;
                    sweeping = TrySweepAsync(changed, stoppingToken);
                }

                // A sweep that hangs must not keep anything alive.
                EndStale();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }

        await sweeping;
    }

    private async Task TrySweepAsync(bool changed, CancellationToken ct)
    {
        try
        {
            if (changed)
                await grants.ReadAgainAsync(ct);
            await SweepAsync(ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Log.SweepFailed(logger, exception);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private void EndStale()
    {
        grants.EndStale();
        if (time.GetElapsedTime(_askedAt) <= MaxAge)
            return;
        foreach (var connection in connections.All.Where(live => live.Kind != LiveKind.Request))
            connections.End(connection, "could not be checked for a minute");
    }

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Error, "It could not be checked whether the users of live connections may still be there; after a minute they end.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
