using Portal.Fleet.Access;
using Portal.Fleet.Snippets;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/snippets</c>: the caller's own, and those that are shared among the staff or the tenant.</summary>
internal static class SnippetEndpoints
{
    public static void MapSnippets(this RouteGroupBuilder api)
    {
        var snippets = api.MapGroup("/snippets").WithTags("Snippets");
        snippets.MapGet("", ListAsync).WithSummary("Your snippets and the shared ones").WithDescription("query finds words of the name and of the text.")
            .Produces<ApiPage<SnippetJson>>().ProducesApiProblem(400);
        snippets.MapPost("", CreateAsync).WithSummary("Save a snippet").WithDescription("Never a secret: it is stored as it is. Shared ones are saved by administrators only: the staff's for the staff, a tenant's for its people.")
            .Produces<SnippetJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404);
        snippets.MapGet("/{id}", GetAsync).WithSummary("One snippet").Produces<SnippetJson>().ProducesApiProblem(404);
        snippets.MapPatch("/{id}", ChangeAsync).WithSummary("Change a snippet").Produces<SnippetJson>().ProducesApiProblem(400, 404);
        snippets.MapDelete("/{id}", DeleteAsync).WithSummary("Delete a snippet").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
    }

    private static async Task<IResult> ListAsync(ApiCall call, SnippetShelf shelf, string? query, string? cursor, string? limit, CancellationToken ct)
    {
        var list = (await shelf.ListAsync(call.Caller, ct)).Where(snippet => string.IsNullOrWhiteSpace(query)
            || snippet.Name.Contains(query.Trim(), StringComparison.OrdinalIgnoreCase) || snippet.Text.Contains(query.Trim(), StringComparison.OrdinalIgnoreCase));
        return Results.Ok(ApiPage.Cut(list.OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, SnippetJson.From));
    }

    private static async Task<IResult> CreateAsync(ApiCall call, SnippetShelf shelf, SnippetRequest body, CancellationToken ct)
    {
        var made = await ExplainAsync(shelf.CreateAsync(call.Caller, body.ToFields(), ct));
        return Results.Created($"/api/v1/snippets/{made.Id:N}", SnippetJson.From(made));
    }

    private static async Task<IResult> GetAsync(ApiCall call, SnippetShelf shelf, string id, CancellationToken ct) =>
        Results.Ok(SnippetJson.From(await shelf.GetAsync(call.Caller, Read(id), ct)));

    private static async Task<IResult> ChangeAsync(ApiCall call, SnippetShelf shelf, string id, SnippetChangeRequest body, CancellationToken ct)
    {
        var before = await shelf.GetAsync(call.Caller, Read(id), ct);
        return Results.Ok(SnippetJson.From(await ExplainAsync(shelf.ChangeAsync(call.Caller, before.Id, body.ToFields(before), ct))));
    }

    private static async Task<IResult> DeleteAsync(ApiCall call, SnippetShelf shelf, string id, CancellationToken ct)
    {
        await shelf.DeleteAsync(call.Caller, Read(id), ct);
        return Results.NoContent();
    }

    private static async Task<SnippetView> ExplainAsync(Task<SnippetView> saving)
    {
        try
        {
            return await saving;
        }
        catch (InvalidSnippetException invalid)
        {
            throw new InvalidRequestException(invalid.Code, invalid.Message, invalid.Field);
        }
    }

    private static Guid Read(string id) => Guid.TryParse(id, out var snippet) ? snippet : throw new NotFoundException();

    private static string KeyOf(SnippetView view) => $"{view.Name.ToUpperInvariant()}\n{view.Id:N}";
}
