using Microsoft.AspNetCore.SignalR;
using Portal.Web.Identity;

namespace Portal.Web.Hubs;

/// <summary>Ends hub connections whose credential has ended elsewhere: a token deleted, a password changed, a user disabled.</summary>
internal sealed partial class HubSweep(HubSessions sessions, CredentialCheck check, TimeProvider time, ILogger<HubSweep> logger) : BackgroundService
{
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var connection in sessions.Connections)
        {
            // Without its request nothing can be asked for it.
            if (connection.GetHttpContext() is not { } opening || !await check.HoldsAsync(opening, ct))
                connection.Abort();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CredentialCheck.Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await SweepAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // Consoles do not outlive this: the fleet ends rights that it cannot read for a minute.
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
        [LoggerMessage(4101, LogLevel.Error, "It could not be checked whether the users of hub connections may still be there.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
