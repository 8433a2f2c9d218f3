using Portal.Fleet.Access.Granting;
using Portal.Web.Identity.Links;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/users</c>.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Access");
        users.MapGet("", ListAsync).WithSummary("People that you may know of, with what they were given").WithDescription("query finds words of name, display name and tenant.")
            .Produces<ApiPage<UserJson>>().ProducesApiProblem(400, 404);
        users.MapPost("", InviteAsync).WithSummary("Invite a person").WithDescription("They get a one-time link by mail; the answer has it too. Roles are given at /grants.")
            .Produces<InvitationJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404, 409);
        users.MapPost("/{id}/link", RenewAsync).WithSummary("A new one-time link for somebody who lost theirs or forgot the password").Produces<InvitationJson>().ProducesApiProblem(404);
        users.MapGet("/{id}", GetAsync).WithSummary("One person").Produces<UserJson>().ProducesApiProblem(404);
        users.MapPatch("/{id}", ChangeAsync).WithSummary("Disable a person, or let them in again")
            .WithDescription("Sessions, consoles and tokens of a disabled person end at once. The last administrator stays.").Produces<UserJson>().ProducesApiProblem(400, 404, 409);
        users.MapDelete("/{id}", RemoveAsync).WithSummary("Take a person out of the portal")
            .WithDescription("Sessions, consoles, tokens, grants and all ways to sign in end at once. What they did stays in the audit under their name. The last administrator stays, and nobody removes themselves.")
            .Produces(StatusCodes.Status204NoContent).ProducesApiProblem(400, 403, 404, 409);
        users.MapPost("/{id}/end-sessions", EndSessionsAsync).WithSummary("Sign a person out everywhere").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(400, 404);
    }

    private static async Task<IResult> ListAsync(ApiCall call, PeopleBook people, string? query, string? cursor, string? limit, CancellationToken ct)
    {
        var list = (await people.ListAsync(call.Caller, ct)).Where(person => Matches(person, query));
        return Results.Ok(ApiPage.Cut(list.OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, UserJson.From));
    }

    private static async Task<IResult> GetAsync(ApiCall call, PeopleBook people, string id, CancellationToken ct) => Results.Ok(UserJson.From(await people.GetAsync(call.Caller, id, ct)));

    private static async Task<IResult> ChangeAsync(ApiCall call, PeopleBook people, string id, UserChangeRequest body, CancellationToken ct)
    {
        await people.DisableAsync(call.Caller, id, body.Disabled, ct);
        return Results.Ok(UserJson.From(await people.GetAsync(call.Caller, id, ct)));
    }

    private static async Task<IResult> RemoveAsync(ApiCall call, PeopleBook people, string id, CancellationToken ct)
    {
        await people.RemoveAsync(call.Caller, id, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> EndSessionsAsync(ApiCall call, PeopleBook people, string id, CancellationToken ct)
    {
        await people.EndSessionsAsync(call.Caller, id, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> InviteAsync(ApiCall call, InviteDesk desk, PeopleBook people, InviteRequest body, CancellationToken ct)
    {
        var (id, link) = await desk.InviteAsync(call.Caller, body.Email, body.DisplayName, body.Tenant, ct);
        return Results.Created($"/api/v1/users/{id}", new InvitationJson(UserJson.From(await people.GetAsync(call.Caller, id, ct)), link));
    }

    private static async Task<IResult> RenewAsync(ApiCall call, InviteDesk desk, PeopleBook people, string id, CancellationToken ct)
    {
        var link = await desk.RenewAsync(call.Caller, id, ct);
        return Results.Ok(new InvitationJson(UserJson.From(await people.GetAsync(call.Caller, id, ct)), link));
    }

    private static bool Matches(PersonView person, string? query) => string.IsNullOrWhiteSpace(query)
        || new[] { person.Name, person.DisplayName, person.Tenant }.Any(text => text?.Contains(query.Trim(), StringComparison.OrdinalIgnoreCase) == true);

    private static string KeyOf(PersonView view) => $"{view.Name.ToUpperInvariant()}\n{view.Id}";
}
