using Portal.Fleet.Access;
using Portal.Fleet.Access.Observing;
using Portal.Web.Hubs;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/servers/{id}/observer-links</c>.</summary>
internal static class ObserverLinkEndpoints
{
    public static void MapObserverLinks(this RouteGroupBuilder api)
    {
        var links = api.MapGroup("/servers/{id}/observer-links").WithTags("Access");
        links.MapGet("", ListAsync).WithSummary("Links by which others watch this console").Produces<IReadOnlyList<ObserverLinkJson>>().ProducesApiProblem(404);
        links.MapPost("", CreateAsync).WithSummary("Let somebody without an account watch this console for some time")
            .WithDescription($"1 minute to {ObserverLinks.MostHours} hours. They read what is printed from now on and can do nothing else. The secret is in this answer and nowhere else.")
            .Produces<NewObserverLinkJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404);
        links.MapDelete("/{link}", RevokeAsync).WithSummary("Revoke a link; whoever watches by it is cut off").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
    }

    private static async Task<IResult> ListAsync(ApiCall call, ObserverLinks links, string id, CancellationToken ct)
    {
        var server = await OpenAsync(call, id, ct);
        return Results.Ok((await links.ListAsync(call.Caller, server.Id, ct)).Select(ObserverLinkJson.From).ToArray());
    }

    private static async Task<IResult> CreateAsync(ApiCall call, ObserverLinks links, string id, ObserverLinkRequest body, CancellationToken ct)
    {
        var server = await OpenAsync(call, id, ct);
        var (link, secret) = await links.CreateAsync(call.Caller, server.Id, body.Label, TimeSpan.FromMinutes(Math.Clamp(body.Minutes, 0, 1_000_000)), ct);
        return Results.Created($"/api/v1/servers/{server.Id}/observer-links/{link.Id:N}", new NewObserverLinkJson(ObserverLinkJson.From(link), ObserveHub.PageOf(secret)));
    }

    private static async Task<IResult> RevokeAsync(ApiCall call, ObserverLinks links, string id, string link, CancellationToken ct)
    {
        var server = await OpenAsync(call, id, ct);
        await links.RevokeAsync(call.Caller, server.Id, Guid.TryParse(link, out var known) ? known : throw new NotFoundException(), ct);
        return Results.NoContent();
    }

    private static Task<BmcHandle> OpenAsync(ApiCall call, string id, CancellationToken ct) => call.OpenAsync(id, BmcRight.ConsoleRead | BmcRight.ManagePeople, ct);
}
