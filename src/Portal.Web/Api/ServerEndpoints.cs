using Portal.Fleet.Access;
using Portal.Fleet.Servers;
using Portal.Web.Api.Fleet;
using Portal.Web.Components.Fleet;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/servers</c>.</summary>
internal static class ServerEndpoints
{
    public static void MapServers(this RouteGroupBuilder api)
    {
        var servers = api.MapGroup("/servers").WithTags("Servers");
        servers.MapGet("", ListAsync).WithSummary("List the servers you may see")
            .WithDescription($"Ordered by name. query filters by terms that must all hold: {string.Join(", ", ServerQuery.Keys.Select(key => key + ":"))} and plain words; "
                + "a comma means or, a leading minus not. Example: power:on tag:web -rack:r4 \"kernel panic\".")
            .Produces<ApiPage<ServerJson>>().ProducesApiProblem(400);
        servers.MapGet("/export", ExportAsync).WithSummary("The servers you may see as a file")
            .WithDescription($"format is csv or json; query as in the list; sort is name or a column, with a dash in front the other way round; columns are some of {string.Join(", ", FleetColumns.All)}, with commas.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesApiProblem(400);
        servers.MapPost("", AddAsync).WithSummary("Add a server").WithDescription("The portal starts to hold its BMC at once.")
            .Produces<ServerJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404, 409);
        servers.MapGet("/{id}", GetAsync).WithSummary("One server, with power, reachability and console, each with its age")
            .Produces<ServerJson>().ProducesApiProblem(404);
        servers.MapPatch("/{id}", ChangeAsync).WithSummary("Change a server").Produces<ServerJson>().ProducesApiProblem(400, 404, 409);
        servers.MapDelete("/{id}", DeleteAsync).WithSummary("Take a server out of the portal").WithDescription("Its console record goes with it.")
            .Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
        servers.MapPost("/{id}/test", TestAsync).WithSummary("Log in to the BMC once and say what happened, step by step")
            .Produces<TestJson>().ProducesApiProblem(404);
    }

    private static async Task<IResult> ListAsync(ApiCall call, string? query, string? cursor, string? limit, CancellationToken ct)
    {
        if (!ServerQuery.TryParse(query, out var filter, out var error))
            throw new InvalidRequestException("invalid_query", error!, "query");
        var servers = await call.Access.ListAsync(call.Caller, ct);
        var now = call.Now;
        return Results.Ok(ApiPage.Cut(
            servers.Where(filter.Matches).OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, view => ServerJson.From(view, now)));
    }

    private static async Task<IResult> ExportAsync(ApiCall call, string? query, string? sort, string? columns, string? format, CancellationToken ct)
    {
        if (!ServerQuery.TryParse(query, out var filter, out var error))
            throw new InvalidRequestException("invalid_query", error!, "query");
        if (format is not ("csv" or "json"))
            throw new InvalidRequestException("invalid_format", "format must be csv or json.", "format");
        var servers = await call.Access.ListAsync(call.Caller, ct);
        return ServerExport.Write(format, FleetOrder.Parse(sort).Apply([.. servers.Where(filter.Matches)]), FleetColumns.Parse(columns));
    }

    private static async Task<IResult> AddAsync(ApiCall call, ServerRequest body, CancellationToken ct)
    {
        var fleet = await call.Access.OpenFleetAsync(call.Caller, ct);
        var server = body.ToNewServer();
        using var password = server.Password;
        var added = await fleet.AddServerAsync(server, ct);
        return Results.Created($"/api/v1/servers/{added.Id}", ServerJson.From(added, call.Now));
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.View, ct);
        return Results.Ok(ServerJson.From(await server.GetAsync(ct), call.Now));
    }

    private static async Task<IResult> ChangeAsync(ApiCall call, string id, ServerChangeRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Administer, ct);
        var change = body.ToChange();
        using var password = change.Password;
        return Results.Ok(ServerJson.From(await server.ChangeAsync(change, ct), call.Now));
    }

    private static async Task<IResult> DeleteAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Administer, ct);
        await server.DeleteAsync(ct);
        return Results.NoContent();
    }

    private static async Task<IResult> TestAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Test, ct);
        var steps = new List<TestStepJson>();
        await foreach (var step in server.TestAsync(ct))
            steps.Add(TestStepJson.From(step));
        return Results.Ok(new TestJson(steps.TrueForAll(step => step.Verdict != TestVerdict.Failed), steps));
    }

    /// <summary>Names are unique, so the id only settles what a database without that rule would leave open.</summary>
    private static string KeyOf(ServerView view) => $"{view.Name.ToUpperInvariant()}\n{view.Id}";
}
