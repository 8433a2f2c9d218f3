using Portal.Fleet.Access;
using Portal.Fleet.Access.Explaining;
using Portal.Fleet.Access.Granting;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/grants</c> and <c>/api/v1/roles</c>.</summary>
internal static class GrantEndpoints
{
    public static void MapGrants(this RouteGroupBuilder api)
    {
        var roles = api.MapGroup("/roles").WithTags("Access");
        roles.MapGet("", ListRolesAsync).WithSummary("Built-in roles and your own, with their rights").Produces<IReadOnlyList<RoleJson>>().ProducesApiProblem(404);
        roles.MapPost("", AddRoleAsync).WithSummary("Make a role").WithDescription("It holds no right that you do not hold. A tenant's administrators make roles for their tenant.")
            .Produces<RoleJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404, 409);
        roles.MapPut("/{id}", ChangeRoleAsync).WithSummary("Change a role").WithDescription("Whoever holds it holds the new rights at once.").Produces<RoleJson>().ProducesApiProblem(400, 404, 409);
        roles.MapDelete("/{id}", DeleteRoleAsync).WithSummary("Delete a role that nobody holds").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404, 409);

        var grants = api.MapGroup("/grants").WithTags("Access");
        grants.MapGet("", ListAsync).WithSummary("Grants and denials that you may know of").WithDescription("userId shows those of one person.").Produces<ApiPage<GrantJson>>().ProducesApiProblem(400, 404);
        grants.MapPost("", GiveAsync).WithSummary("Give or deny somebody a role over servers")
            .WithDescription("Counts at once. A denial wins over everything that gives. Nobody gives what they do not hold, over what they do not manage people for, or to themselves.")
            .Produces<GrantJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404);
        grants.MapGet("/{id}", GetAsync).WithSummary("One grant").Produces<GrantJson>().ProducesApiProblem(404);
        grants.MapDelete("/{id}", TakeAsync).WithSummary("Take a grant or a denial back").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(400, 404, 409);
        grants.MapGet("/explain", ExplainAsync).WithSummary("Why somebody can, or cannot, do something with a server")
            .WithDescription("userId is a person's id, yourself when left out; server is a name or an id; right is one word of those that /roles lists.")
            .Produces<ExplanationJson>().ProducesApiProblem(400, 404);
    }

    private static async Task<IResult> ListRolesAsync(ApiCall call, RoleBook roles, CancellationToken ct) =>
        Results.Ok((await roles.ListAsync(call.Caller, ct)).Select(RoleJson.From).ToArray());

    private static async Task<IResult> AddRoleAsync(ApiCall call, RoleBook roles, RoleRequest body, CancellationToken ct)
    {
        var id = await roles.SaveAsync(call.Caller, null, body.Name, RightNames.Read(body.Rights, "rights"), ct);
        return Results.Created($"/api/v1/roles/{id:N}", await RoleAsync(call, roles, id, ct));
    }

    private static async Task<IResult> ChangeRoleAsync(ApiCall call, RoleBook roles, string id, RoleRequest body, CancellationToken ct)
    {
        var role = await roles.SaveAsync(call.Caller, Read(id), body.Name, RightNames.Read(body.Rights, "rights"), ct);
        return Results.Ok(await RoleAsync(call, roles, role, ct));
    }

    private static async Task<IResult> DeleteRoleAsync(ApiCall call, RoleBook roles, string id, CancellationToken ct)
    {
        await roles.DeleteAsync(call.Caller, Read(id), ct);
        return Results.NoContent();
    }

    private static async Task<RoleJson> RoleAsync(ApiCall call, RoleBook roles, Guid id, CancellationToken ct) =>
        RoleJson.From((await roles.ListAsync(call.Caller, ct)).Single(role => role.Id == id));

    private static async Task<IResult> ListAsync(ApiCall call, GrantBook grants, string? userId, string? cursor, string? limit, CancellationToken ct)
    {
        var list = await grants.ListAsync(call.Caller, string.IsNullOrEmpty(userId) ? null : userId, ct);
        return Results.Ok(ApiPage.Cut(list.OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, GrantJson.From));
    }

    private static async Task<IResult> GiveAsync(ApiCall call, GrantBook grants, GrantRequest body, CancellationToken ct)
    {
        var id = await grants.GiveAsync(call.Caller, body.ToGrant(), ct);
        return Results.Created($"/api/v1/grants/{id:N}", GrantJson.From(await grants.GetAsync(call.Caller, id, ct)));
    }

    private static async Task<IResult> GetAsync(ApiCall call, GrantBook grants, string id, CancellationToken ct) => Results.Ok(GrantJson.From(await grants.GetAsync(call.Caller, Read(id), ct)));

    private static async Task<IResult> TakeAsync(ApiCall call, GrantBook grants, string id, CancellationToken ct)
    {
        await grants.TakeAsync(call.Caller, Read(id), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ExplainAsync(ApiCall call, ExplainBook book, string? userId, string? server, string? right, CancellationToken ct) =>
        Results.Ok(ExplanationJson.From(await book.ExplainAsync(call.Caller, string.IsNullOrEmpty(userId) ? call.Caller.UserId : userId, server ?? "", RightNames.Read(right, "right"), ct)));

    private static Guid Read(string id) => Guid.TryParse(id, out var known) ? known : throw new NotFoundException();

    private static string KeyOf(GrantView view) => $"{view.UserName.ToUpperInvariant()}\n{view.CreatedAt.UtcTicks:D19}\n{view.Id:N}";
}
