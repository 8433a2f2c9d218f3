using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;

namespace Portal.Web.Hubs;

/// <summary>
/// Logs what a hub method did not expect. The framework logs every error, and the hub's own answers (<see cref="HubException"/>) with it, as failures with
/// a stack; that log is switched off (<see cref="HubsExtensions"/>).
/// </summary>
internal sealed partial class HubFaults(ILogger<HubFaults> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception e) when (IsUnexpected(e))
        {
            Log.Failed(logger, invocationContext.HubMethodName, e);
            throw;
        }
    }

    /// <summary>For what is awaited after a method has answered: the items of its stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> WatchAsync<T>(string method, ValueTask<T> work)
    {
        try
        {
            return await work;
        }
        catch (Exception e) when (IsUnexpected(e))
        {
            Log.Failed(logger, method, e);
            throw;
        }
    }

    private static bool IsUnexpected(Exception e) => e is not (HubException or OperationCanceledException);

    private static partial class Log
    {
        [LoggerMessage(5200, LogLevel.Error, "The hub method {Method} failed.")]
        public static partial void Failed(ILogger logger, string method, Exception exception);
    }
}
