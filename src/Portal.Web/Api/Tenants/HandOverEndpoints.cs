using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Web.Components.Tenants;

namespace Portal.Web.Api.Tenants;

/// <summary><c>/api/v1/handovers</c>, and the hand-over of a server.</summary>
internal static class HandOverEndpoints
{
    private const string Sides = "Staff that manages tenants sees all of it; of the two tenants each sees its own part, the former one also when it no longer sees the server.";

    private static JsonSerializerOptions? s_indented;

    public static void MapHandOvers(this RouteGroupBuilder api)
    {
        var server = api.MapGroup("/servers/{id}/handover").WithTags("Tenants");
        server.MapGet("", PreviewAsync).WithSummary("What handing a server over would do").WithDescription("tenant is the new tenant's name; without it the server would go back to the provider.")
            .Produces<HandOverPreviewJson>().ProducesApiProblem(400, 404);
        server.MapPost("", StartAsync).WithSummary("Hand a server over to a tenant, or back to the provider")
            .WithDescription("A new tenancy begins at once: whoever has the server open is cut off, and what was recorded before stays out of the new tenant's sight. Then a checklist runs.")
            .Produces<HandOverJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 403, 404);

        var handOvers = api.MapGroup("/handovers").WithTags("Tenants");
        handOvers.MapGet("", ListAsync).WithSummary("Hand-overs that you may know of, newest first").WithDescription("server is a server's id. " + Sides).Produces<IReadOnlyList<HandOverJson>>().ProducesApiProblem(400);
        handOvers.MapGet("/{id}", GetAsync).WithSummary("One hand-over").WithDescription(Sides).Produces<HandOverJson>().ProducesApiProblem(404);
        handOvers.MapGet("/{id}/report", ReportAsync).WithSummary("The report of a hand-over as a file").WithDescription("format is html (the default) or json. " + Sides)
            .Produces(StatusCodes.Status200OK, contentType: "text/html").ProducesApiProblem(400, 404);
        handOvers.MapGet("/{id}/event-log", ReadLogAsync).WithSummary("The event log of the tenancy that ended, as a file").WithDescription("For staff that manages tenants; audited.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesApiProblem(404);
        handOvers.MapPost("/{id}/steps/{step}/retry", RetryAsync).WithSummary("Try a step again that failed, was not done, or whose finding was mended").Produces<HandOverJson>().ProducesApiProblem(403, 404);
        handOvers.MapPost("/{id}/strangers", AnswerAsync).WithSummary("Say which accounts that nobody knows are removed from the BMC").Produces<HandOverJson>().ProducesApiProblem(400, 403, 404);
        handOvers.MapPost("/{id}/network/accept", AcceptAsync).WithSummary("Say that the BMC's network is right as it is now").Produces<HandOverJson>().ProducesApiProblem(403, 404);
    }

    private static async Task<IResult> PreviewAsync(ApiCall call, HandOverDesk desk, string id, string? tenant, CancellationToken ct) =>
        Results.Ok(HandOverPreviewJson.Of(await desk.PreviewAsync(call.Caller, Server(id), tenant, ct)));

    private static async Task<IResult> StartAsync(ApiCall call, HandOverDesk desk, string id, HandOverRequest body, CancellationToken ct)
    {
        var handOver = await desk.StartAsync(call.Caller, Server(id), body.Tenant, ct);
        return Results.Accepted($"/api/v1/handovers/{handOver.Id:N}", HandOverJson.Of(handOver));
    }

    private static async Task<IResult> ListAsync(ApiCall call, HandOverDesk desk, string? server, string? limit, CancellationToken ct) => Results.Ok((await desk.ListAsync(
        call.Caller, string.IsNullOrEmpty(server) ? null : Server(server), Math.Min(ApiPage.ReadLimit(limit), HandOverDesk.MostListed), ct)).Select(HandOverJson.Of).ToArray());

    private static async Task<IResult> GetAsync(ApiCall call, HandOverDesk desk, string id, CancellationToken ct) => Results.Ok(HandOverJson.Of(await desk.GetAsync(call.Caller, Read(id), ct)));

    private static async Task<IResult> ReportAsync(
        ApiCall call, HandOverDesk desk, HandOverReports reports, IOptions<JsonOptions> json, string id, string? format, CancellationToken ct)
    {
        if (format is not (null or "" or "html" or "json"))
            throw new InvalidRequestException("invalid_format", "format must be html or json.", "format");
        var handOver = await desk.GetAsync(call.Caller, Read(id), ct);
        var name = HandOverReports.NameOf(handOver);
        return format == "json"
            ? Results.File(JsonSerializer.SerializeToUtf8Bytes(HandOverJson.Of(handOver), Indented(json.Value.SerializerOptions)), "application/json", $"{name}.json")
            : Results.File(await reports.RenderAsync(handOver), "text/html; charset=utf-8", $"{name}.html");
    }

    private static JsonSerializerOptions Indented(JsonSerializerOptions options) =>
        LazyInitializer.EnsureInitialized(ref s_indented, () => new JsonSerializerOptions(options) { WriteIndented = true });

    private static async Task<IResult> ReadLogAsync(ApiCall call, HandOverDesk desk, string id, CancellationToken ct)
    {
        var handOver = await desk.GetAsync(call.Caller, Read(id), ct);
        return await desk.ReadLogAsync(call.Caller, handOver.Id, ct) is { } log
            ? Results.File(log, "application/json", $"{HandOverReports.NameOf(handOver)}-event-log.json")
            : throw new NotFoundException();
    }

    private static async Task<IResult> RetryAsync(ApiCall call, HandOverDesk desk, string id, string step, CancellationToken ct)
    {
        var kind = Enum.GetValues<HandOverStepKind>().Where(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()) == step).Select(kind => (HandOverStepKind?)kind).FirstOrDefault();
        await desk.RetryAsync(call.Caller, Read(id), kind ?? throw new NotFoundException(), ct);
        return await GetAsync(call, desk, id, ct);
    }

    private static async Task<IResult> AnswerAsync(ApiCall call, HandOverDesk desk, string id, StrangersRequest body, CancellationToken ct)
    {
        await desk.AnswerAsync(call.Caller, Read(id), [.. body.Remove], ct);
        return await GetAsync(call, desk, id, ct);
    }

    private static async Task<IResult> AcceptAsync(ApiCall call, HandOverDesk desk, string id, CancellationToken ct)
    {
        await desk.AcceptNetworkAsync(call.Caller, Read(id), ct);
        return await GetAsync(call, desk, id, ct);
    }

    private static BmcId Server(string id) => BmcId.TryParse(id, out var server) ? server : throw new NotFoundException();

    private static Guid Read(string id) => Guid.TryParse(id, out var known) ? known : throw new NotFoundException();
}
