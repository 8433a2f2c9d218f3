using Portal.Fleet.Access;

namespace Portal.Web.Live;

/// <summary>A long answer, about one server or many. It is cut in the middle when the rights or the credential end, and whoever reads can tell.</summary>
internal static class LiveStream
{
    /// <summary>An answer about many servers: <paramref name="send"/> asks for each piece by itself whether it may be given out, so it is the credential that ends the whole.</summary>
    public static async Task RunAsync(HttpContext context, Func<CancellationToken, Task> send, CancellationToken also)
    {
        var live = LiveConnection.Of(context) ?? throw new NotFoundException();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, also, live.Ended);
        live.Lasts = true;
        try
        {
            await send(end.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested && end.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    /// <param name="send">Writes the answer; its token fires as soon as nothing more may be given out.</param>
    /// <param name="also">Ends it as well: a portal that stops.</param>
    public static async Task RunAsync(HttpContext context, BmcHandle server, Func<CancellationToken, Task> send, CancellationToken also)
    {
        var live = LiveConnection.Of(context) ?? throw new NotFoundException();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, also, server.Revoked, live.Ended);
        live.Hold(server);
        try
        {
            await send(end.Token);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested
            && ((exception is OperationCanceledException && end.IsCancellationRequested) || (exception is NotFoundException && context.Response.HasStarted)))
        {
            // It did not come to an end by itself. What lies in our buffers does not leave either.
            context.Abort();
        }
        finally
        {
            live.Release(server);
        }
    }
}
