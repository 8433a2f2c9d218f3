using Portal.Fleet.Access;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/tokens</c>: the caller's own.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this RouteGroupBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");
        tokens.MapGet("", ListAsync).WithSummary("Your API tokens").Produces<ApiPage<TokenJson>>().ProducesApiProblem(400);
        tokens.MapPost("", CreateAsync).WithSummary("Make an API token").WithDescription("Its text is in this answer and nowhere else. It can do what you can, or the part of it that rights and scope say; never more than you can at that moment.")
            .Produces<NewTokenJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 403, 404);
        tokens.MapDelete("/{id}", DeleteAsync).WithSummary("Delete one of your API tokens").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
    }

    private static async Task<IResult> ListAsync(ApiCall call, ApiTokens tokens, string? cursor, string? limit, CancellationToken ct)
    {
        var list = await tokens.ListAsync(call.Caller, ct);
        return Results.Ok(ApiPage.Cut(list.OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, TokenJson.From));
    }

    private static async Task<IResult> CreateAsync(ApiCall call, ApiTokens tokens, TokenRequest body, CancellationToken ct)
    {
        try
        {
            var (token, text) = await tokens.CreateAsync(call.Caller, body.ToToken(), ct);
            return Results.Created($"/api/v1/tokens/{token.Id:N}", new NewTokenJson(token.Id.ToString("N"), token.Name, token.CreatedAt, token.ExpiresAt, text));
        }
        catch (ArgumentException exception)
        {
            // The framework appends the parameter's name on its own.
            throw new InvalidRequestException("invalid_token", exception.Message.Split(" (Parameter", 2)[0], exception.ParamName);
        }
    }

    private static async Task<IResult> DeleteAsync(ApiCall call, ApiTokens tokens, string id, CancellationToken ct) =>
        Guid.TryParse(id, out var token) && await tokens.DeleteAsync(call.Caller, token, ct) ? Results.NoContent() : throw new NotFoundException();

    private static string KeyOf(ApiTokenView view) => $"{view.CreatedAt.UtcTicks:D19}\n{view.Id:N}";
}
