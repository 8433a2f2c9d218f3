using Portal.Fleet.Access.Granting;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/users/{id}/forget-factors</c>.</summary>
internal static class UserFactorEndpoints
{
    public static void MapUserFactors(this RouteGroupBuilder api) => api.MapPost("/users/{id}/forget-factors", ForgetAsync).WithTags("Access")
        .WithSummary("Take away a person's passkeys, authenticator and recovery codes").WithDescription("For who lost them all. Their sessions end; tokens stay. They make new ones when they next come in.")
        .Produces(StatusCodes.Status204NoContent).ProducesApiProblem(400, 403, 404);

    private static async Task<IResult> ForgetAsync(ApiCall call, PeopleBook people, string id, CancellationToken ct)
    {
        await people.ForgetFactorsAsync(call.Caller, id, ct);
        return Results.NoContent();
    }
}
