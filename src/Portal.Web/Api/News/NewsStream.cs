using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Portal.Fleet.Access;
using Portal.Fleet.Alerts;
using Portal.Fleet.Events;
using Portal.Fleet.News;
using Portal.Fleet.Power;
using Portal.Web.Api.Readings;

namespace Portal.Web.Api.News;

/// <summary>News as server-sent events. A reader that does not read holds up only itself: it pulls from a bounded ring, and is told what it missed.</summary>
internal static class NewsStream
{
    /// <summary>So often a silent stream says that it is still there.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static async Task RunAsync(
        HttpContext context, BmcAccess access, Caller caller, string? after, bool follow, IReadOnlySet<NewsKind> kinds, TimeProvider time, CancellationToken ct)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        // Proxies must not collect what should be seen at once.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var news = access.FollowNewsAsync(caller, after, follow, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = Task.FromResult(false);
        try
        {
            next = news.MoveNextAsync().AsTask();
            await response.StartAsync(ct);

            // Also tells a reader at once that it was let in.
            await response.WriteAsync(": here\n\n", ct);
            await response.BodyWriter.FlushAsync(ct);
            while (await ArrivedAsync(response, next, time, ct))
            {
                if (Write(news.Current, kinds) is { } text)
                {
                    await response.WriteAsync(text, Encoding.UTF8, ct);
                    await response.BodyWriter.FlushAsync(ct);
                }

                next = news.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await news.DisposeAsync();
        }
    }

    private static async Task<bool> ArrivedAsync(HttpResponse response, Task<bool> next, TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(Heartbeat, time, ct);
            }
            catch (TimeoutException)
            {
                await response.WriteAsync(": nothing new\n\n", ct);
                await response.BodyWriter.FlushAsync(ct);
            }
        }
    }

    private static string? Write(NewsView news, IReadOnlySet<NewsKind> kinds)
    {
        var (id, name) = (news.Server?.Id.ToString() ?? "", news.Server?.Name ?? "");
        (NewsKind Kind, object Data) piece = news.What switch
        {
            StateNews state => (NewsKind.State, StateNewsJson.From(id, name, state)),
            PowerOperationView operation => (NewsKind.Operation, OperationJson.From(operation)),
            AlertView alert => (NewsKind.Alert, AlertJson.From(alert)),
            EventView one => (NewsKind.Event, EventJson.From(one)),
            var gap => (NewsKind.Gap, gap),
        };

        // JSON has no line breaks of its own, so one line of data holds it.
        return piece.Kind != NewsKind.Gap && !kinds.Contains(piece.Kind) ? null : string.Create(
            CultureInfo.InvariantCulture, $"id: {news.Id}\nevent: {JsonNamingPolicy.CamelCase.ConvertName(piece.Kind.ToString())}\ndata: {JsonSerializer.Serialize(piece.Data, piece.Data.GetType(), s_json)}\n\n");
    }
}
