using Portal.Fleet.Access;
using Portal.Fleet.Events;

namespace Portal.Web.Api.Readings;

/// <summary>Event logs: of one server, and of the fleet.</summary>
internal static class EventEndpoints
{
    private const int MostExported = 1000;
    private const int MostAcknowledged = 1000;

    public static void MapEvents(this RouteGroupBuilder api)
    {
        var fleet = api.MapGroup("/events").WithTags("Events");
        fleet.MapGet("", ListAllAsync).WithSummary("Events of all servers whose logs you may read, newest first").WithDescription(EventQuery.Description + " query filters servers as GET /servers does.")
            .Produces<ApiPage<EventJson>>().ProducesApiProblem(400);
        fleet.MapGet("/export", ExportAllAsync).WithSummary("The newest 1,000 of them as a file").WithDescription("format is csv, json or text.").Produces<byte[]>(200, "text/csv", "application/json", "text/plain").ProducesApiProblem(400);

        var events = api.MapGroup("/servers/{id}/events").WithTags("Events");
        events.MapGet("", ListAsync).WithSummary("Events of a server, decoded and raw, newest first").WithDescription(EventQuery.Description + " They stay when the BMC's log is cleared.")
            .Produces<ApiPage<EventJson>>().ProducesApiProblem(400, 404);
        events.MapGet("/log", LogAsync).WithSummary("The BMC's log as a whole: how full it is, and its clock").Produces<EventLogJson>().ProducesApiProblem(404);
        events.MapGet("/export", ExportAsync).WithSummary("The newest 1,000 events of a server as a file").WithDescription("format is csv, json or text.").Produces<byte[]>(200, "text/csv", "application/json", "text/plain").ProducesApiProblem(400, 404);
        events.MapPost("/acknowledge", AcknowledgeAsync).WithSummary("Acknowledge events, with a comment").WithDescription("Who came first stays the one who did.").Produces<AcknowledgedJson>().ProducesApiProblem(400, 404);
        events.MapPost("/clear", ClearAsync).WithSummary("Archive the BMC's log, then clear it")
            .WithDescription("It is read whole, stored, archived and counted before; the BMC clears under a reservation that an event in between cancels. The answer is the proof. What was not cleared is a 409 that says why.")
            .Produces<EventArchiveJson>().ProducesApiProblem(404, 409, 502);
        events.MapGet("/archives", ArchivesAsync).WithSummary("Logs that were archived, and how clearing them went").Produces<IReadOnlyList<EventArchiveJson>>().ProducesApiProblem(404);
        events.MapGet("/archive", ArchiveAsync).WithSummary("One archive as a file").WithDescription("archive is its id. It holds the whole log, so it is for those who may see what was before the tenancy.")
            .Produces<byte[]>(200, "application/json").ProducesApiProblem(400, 404);

        api.MapPost("/servers/{id}/bmc/clock", SetClockAsync).WithTags("Events").WithSummary("Set the BMC's clock to the portal's and read it back").WithDescription("Needs the right bmcSettings.")
            .Produces<ClockJson>().ProducesApiProblem(404, 409, 502);
    }

    private static async Task<IResult> ListAllAsync(ApiCall call, HttpRequest request, string? limit, CancellationToken ct)
    {
        var (filter, most) = (EventQuery.Read(request), ApiPage.ReadLimit(limit));
        return Page(await call.Access.ListEventsAsync(call.Caller, filter, most + 1, ct), most);
    }

    private static async Task<IResult> ExportAllAsync(ApiCall call, HttpRequest request, string? format, CancellationToken ct) =>
        EventExport.Write(ReadFormat(format), await call.Access.ListEventsAsync(call.Caller, EventQuery.Read(request), MostExported, ct), "events");

    private static async Task<IResult> ListAsync(ApiCall call, string id, HttpRequest request, string? limit, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.EventsRead, ct);
        var most = ApiPage.ReadLimit(limit);
        return Page(await server.ListEventsAsync(EventQuery.Read(request), most + 1, ct), most);
    }

    private static async Task<IResult> LogAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.EventsRead, ct);
        var (log, state) = server.GetEventLog();
        return Results.Ok(EventLogJson.From(log, state, call.Now));
    }

    private static async Task<IResult> ExportAsync(ApiCall call, string id, HttpRequest request, string? format, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.EventsRead, ct);
        return EventExport.Write(ReadFormat(format), await server.ListEventsAsync(EventQuery.Read(request), MostExported, ct), $"events-{server.Name}");
    }

    private static async Task<IResult> AcknowledgeAsync(ApiCall call, string id, EventsAcknowledgeRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.EventsRead | BmcRight.EventsClear, ct);
        if (body.Ids.Count is 0 or > MostAcknowledged)
            throw new InvalidRequestException("invalid_ids", $"ids must be 1 to {MostAcknowledged} ids of events.", "ids");
        if (body.Note?.Length > BmcEvent.MaxNote)
            throw new InvalidRequestException("invalid_note", $"note has at most {BmcEvent.MaxNote} characters.", "note");
        return Results.Ok(new AcknowledgedJson(await server.AcknowledgeEventsAsync(body.Ids, body.Note, ct)));
    }

    private static async Task<IResult> ClearAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.EventsRead | BmcRight.EventsClear, ct);
        return Results.Ok(EventArchiveJson.From(await server.ClearEventsAsync(ct)));
    }

    private static async Task<IResult> ArchivesAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.EventsRead, ct);
        return Results.Ok((await server.ListEventArchivesAsync(ct)).Select(EventArchiveJson.From).ToArray());
    }

    private static async Task<IResult> ArchiveAsync(ApiCall call, string id, string? archive, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.EventsRead, ct);
        if (!Guid.TryParse(archive, out var which))
            throw new InvalidRequestException("invalid_archive", "archive must be the id of an archive.", "archive");
        return Results.File(await server.ReadEventArchiveAsync(which, ct), "application/json", $"event-log-{server.Name}-{which:N}.json");
    }

    private static async Task<IResult> SetClockAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        var (before, after) = await server.SetClockAsync(ct);
        return Results.Ok(new ClockJson(before is { } ahead ? Math.Round(ahead.TotalSeconds, 1) : null, Math.Round(after.TotalSeconds, 1)));
    }

    private static IResult Page(IReadOnlyList<EventView> events, int most) => Results.Ok(new ApiPage<EventJson>(
        [.. events.Take(most).Select(EventJson.From)], events.Count > most ? EventQuery.Encode(events[most - 1]) : null));

    private static string ReadFormat(string? format) => string.IsNullOrEmpty(format) ? "csv"
        : EventExport.Formats.Contains(format) ? format
        : throw new InvalidRequestException("invalid_format", $"format must be one of {string.Join(", ", EventExport.Formats)}.", "format");
}
