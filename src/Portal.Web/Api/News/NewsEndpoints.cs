namespace Portal.Web.Api.News;

/// <summary>What happens, as it happens.</summary>
internal static class NewsEndpoints
{
    private const int LongestId = 64;

    private static readonly HashSet<NewsKind> s_all = [NewsKind.State, NewsKind.Operation, NewsKind.Alert, NewsKind.Event];

    public static void MapNews(this RouteGroupBuilder api) =>
        api.MapGet("/events/stream", StreamAsync).WithTags("Events").WithSummary("State changes, power operations, alerts and events of all servers you may see, as they happen")
            .WithDescription("Server-sent events named state, operation, alert and event, with the objects that the other endpoints answer; types names those wanted, with commas. A comment every 15 seconds says that the "
                + "stream is alive. Whoever comes back with Last-Event-ID goes on behind it; an event gap says that something may have been missed (the portal was restarted, or too much happened): "
                + "read again what you show. follow=false answers what there is and ends. It ends with the session or token; what you may no longer see is no longer told.")
            .Produces<string>(200, "text/event-stream").ProducesApiProblem(400, 429);

    private static async Task StreamAsync(HttpContext context, ApiCall call, NewsDesk desk, string? types, string? follow)
    {
        if (follow is not (null or "true" or "false"))
            throw new InvalidRequestException("invalid_follow", "follow must be true or false.", "follow");
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        if (last.Length > LongestId)
            throw new InvalidRequestException("invalid_event_id", "Last-Event-ID must be the id of an event.");
        await desk.FollowAsync(context, call.Caller, last.Length == 0 ? null : last, follow != "false", ReadKinds(types));
    }

    private static HashSet<NewsKind> ReadKinds(string? types)
    {
        if (string.IsNullOrEmpty(types))
            return s_all;
        var kinds = new HashSet<NewsKind>();
        foreach (var name in types.Split(',', StringSplitOptions.TrimEntries))
        {
            kinds.Add(Enum.TryParse<NewsKind>(name, ignoreCase: true, out var kind) && s_all.Contains(kind) && !char.IsAsciiDigit(name[0])
                ? kind
                : throw new InvalidRequestException("invalid_type", "types must be some of state, operation, alert, event.", "types"));
        }

        return kinds;
    }
}
