using Portal.Fleet.Access;
using Portal.Fleet.Access.Requests;

namespace Portal.Web.Api;

/// <summary><c>/api/v1/requests</c>.</summary>
internal static class AccessRequestEndpoints
{
    public static void MapAccessRequests(this RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/requests").WithTags("Access");
        requests.MapGet("", ListAsync).WithSummary("Your requests for access, and those that you may decide").Produces<ApiPage<AccessRequestJson>>().ProducesApiProblem(400);
        requests.MapPost("", AskAsync).WithSummary("Ask for a role over a server for some hours").WithDescription($"1 to {RequestBook.MostHours} hours. Others decide.")
            .Produces<AccessRequestJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404);
        requests.MapGet("/{id}", GetAsync).WithSummary("One request").Produces<AccessRequestJson>().ProducesApiProblem(404);
        requests.MapPost("/{id}/approve", ApproveAsync).WithSummary("Approve a request, for as long as was asked or shorter").WithDescription("What is given ends by itself. Nobody decides their own.")
            .Produces<AccessRequestJson>().ProducesApiProblem(400, 404, 409);
        requests.MapPost("/{id}/refuse", RefuseAsync).WithSummary("Refuse a request").Produces<AccessRequestJson>().ProducesApiProblem(400, 404, 409);
        requests.MapPost("/{id}/withdraw", WithdrawAsync).WithSummary("Take your own request back").Produces<AccessRequestJson>().ProducesApiProblem(404, 409);
    }

    private static async Task<IResult> ListAsync(ApiCall call, RequestBook requests, string? cursor, string? limit, CancellationToken ct)
    {
        var list = await requests.ListAsync(call.Caller, ct);
        return Results.Ok(ApiPage.Cut(list.OrderByDescending(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, AccessRequestJson.From, descending: true));
    }

    private static async Task<IResult> AskAsync(ApiCall call, RequestBook requests, AskRequest body, CancellationToken ct)
    {
        var id = await requests.AskAsync(call.Caller, body.ToRequest(), ct);
        return Results.Created($"/api/v1/requests/{id:N}", AccessRequestJson.From(await requests.GetAsync(call.Caller, id, ct)));
    }

    private static async Task<IResult> GetAsync(ApiCall call, RequestBook requests, string id, CancellationToken ct) =>
        Results.Ok(AccessRequestJson.From(await requests.GetAsync(call.Caller, Read(id), ct)));

    private static async Task<IResult> ApproveAsync(ApiCall call, RequestBook requests, string id, ApproveRequest? body, CancellationToken ct)
    {
        await requests.ApproveAsync(call.Caller, Read(id), body?.Hours, body?.Answer, ct);
        return await GetAsync(call, requests, id, ct);
    }

    private static async Task<IResult> RefuseAsync(ApiCall call, RequestBook requests, string id, RefuseRequest body, CancellationToken ct)
    {
        await requests.RefuseAsync(call.Caller, Read(id), body.Answer, ct);
        return await GetAsync(call, requests, id, ct);
    }

    private static async Task<IResult> WithdrawAsync(ApiCall call, RequestBook requests, string id, CancellationToken ct)
    {
        await requests.WithdrawAsync(call.Caller, Read(id), ct);
        return await GetAsync(call, requests, id, ct);
    }

    private static Guid Read(string id) => Guid.TryParse(id, out var known) ? known : throw new NotFoundException();

    private static string KeyOf(AccessRequestView view) => $"{view.CreatedAt.UtcTicks:D19}\n{view.Id:N}";
}
