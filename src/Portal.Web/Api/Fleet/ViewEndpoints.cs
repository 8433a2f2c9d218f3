using Portal.Fleet.Access;
using Portal.Fleet.Views;

namespace Portal.Web.Api.Fleet;

/// <summary><c>/api/v1/views</c>: ways to look at the fleet, the caller's own and the shared ones.</summary>
internal static class ViewEndpoints
{
    public static void MapViews(this RouteGroupBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("Views");
        views.MapGet("", ListAsync).WithSummary("Your views of the fleet and the shared ones").Produces<ApiPage<ViewJson>>().ProducesApiProblem(400);
        views.MapPost("", CreateAsync).WithSummary("Save a view of the fleet").WithDescription("Shared ones are saved by administrators only: the staff's for the staff, a tenant's for its people.")
            .Produces<ViewJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404);
        views.MapGet("/{id}", GetAsync).WithSummary("One view").Produces<ViewJson>().ProducesApiProblem(404);
        views.MapPut("/{id}", ChangeAsync).WithSummary("Save a view anew").Produces<ViewJson>().ProducesApiProblem(400, 404);
        views.MapDelete("/{id}", DeleteAsync).WithSummary("Delete a view").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
    }

    private static async Task<IResult> ListAsync(ApiCall call, ViewShelf shelf, string? cursor, string? limit, CancellationToken ct) =>
        Results.Ok(ApiPage.Cut((await shelf.ListAsync(call.Caller, ct)).OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, ViewJson.From));

    private static async Task<IResult> CreateAsync(ApiCall call, ViewShelf shelf, ViewRequest body, CancellationToken ct)
    {
        var made = await ExplainAsync(shelf.CreateAsync(call.Caller, body.ToFields(), ct));
        return Results.Created($"/api/v1/views/{made.Id:N}", ViewJson.From(made));
    }

    private static async Task<IResult> GetAsync(ApiCall call, ViewShelf shelf, string id, CancellationToken ct) =>
        Results.Ok(ViewJson.From(await shelf.GetAsync(call.Caller, Read(id), ct)));

    private static async Task<IResult> ChangeAsync(ApiCall call, ViewShelf shelf, string id, ViewRequest body, CancellationToken ct) =>
        Results.Ok(ViewJson.From(await ExplainAsync(shelf.ChangeAsync(call.Caller, Read(id), body.ToFields(), ct))));

    private static async Task<IResult> DeleteAsync(ApiCall call, ViewShelf shelf, string id, CancellationToken ct)
    {
        await shelf.DeleteAsync(call.Caller, Read(id), ct);
        return Results.NoContent();
    }

    private static async Task<ViewView> ExplainAsync(Task<ViewView> saving)
    {
        try
        {
            return await saving;
        }
        catch (InvalidViewException invalid)
        {
            throw new InvalidRequestException(invalid.Code, invalid.Message, invalid.Field);
        }
    }

    private static Guid Read(string id) => Guid.TryParse(id, out var view) ? view : throw new NotFoundException();

    private static string KeyOf(ViewView view) => $"{view.Name.ToUpperInvariant()}\n{view.Id:N}";
}
