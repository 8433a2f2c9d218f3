using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Portal.Fleet.Access;

namespace Portal.Web.Api.Consoles;

/// <summary>One request that follows a console: gives out each piece as it comes. A reader that does not read holds up only itself.</summary>
internal static class ConsoleTail
{
    /// <summary>So often a silent stream of events says that it is still there.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(HttpContext context, BmcHandle server, LogFormat format, long start, TimeProvider time, CancellationToken ct)
    {
        var response = context.Response;
        response.ContentType = format switch
        {
            LogFormat.Raw => "application/octet-stream",
            LogFormat.Events => "text/event-stream; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        response.Headers["Console-From"] = start.ToString(CultureInfo.InvariantCulture);
        // Proxies must not collect what should be seen at once.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var chunks = server.AttachConsoleAsync(start, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = Task.FromResult(false);
        try
        {
            next = chunks.MoveNextAsync().AsTask();
            await response.StartAsync(ct);
            await response.BodyWriter.FlushAsync(ct);
            var tail = new TailWriter(response, format, (await server.GetAsync(ct)).ConsoleCharset);
            while (await ArrivedAsync(response, format, next, time, ct))
            {
                await tail.SendAsync(chunks.Current, ct);
                next = chunks.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await chunks.DisposeAsync();
        }
    }

    private static async Task<bool> ArrivedAsync(HttpResponse response, LogFormat format, Task<bool> next, TimeProvider time, CancellationToken ct)
    {
        while (format == LogFormat.Events)
        {
            try
            {
                return await next.WaitAsync(Heartbeat, time, ct);
            }
            catch (TimeoutException)
            {
                await response.WriteAsync(": nothing new\n\n", ct);
            }
        }

        return await next.WaitAsync(ct);
    }
}
