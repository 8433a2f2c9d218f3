namespace Portal.Web.Identity.Sessions;

/// <summary>Ends sessions whose time is over, and those that another process made worthless. Requests see for themselves; this is for what lives longer than they do.</summary>
internal sealed partial class SessionSweep(UserSessions sessions, TimeProvider time, ILogger<SessionSweep> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await sessions.SweepAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // A session that is over opens nothing meanwhile.
                    Log.SweepFailed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4120, LogLevel.Error, "The sessions that are over could not be taken away.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
