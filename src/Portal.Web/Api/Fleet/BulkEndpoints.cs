using Microsoft.AspNetCore.Mvc;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;

namespace Portal.Web.Api.Fleet;

/// <summary>One power action for many servers, under <c>/api/v1/operations</c>.</summary>
internal static class BulkEndpoints
{
    private const int MostListed = 50;

    public static void MapBulk(this RouteGroupBuilder api)
    {
        var operations = api.MapGroup("/operations").WithTags("Operations");
        operations.MapPost("", StartAsync).WithSummary("Switch the power of many servers")
            .WithDescription("Answers at once; follow it at Location until it has ended. Each server is switched by a power operation of its own, sent once, under your rights of that moment and at your pace "
                + "(so many power commands a minute for each person). servers: all of them are yours to switch, or nothing is done. query: all that it finds among those that you may switch. "
                + "batchSize and delaySeconds make it rolling. Example: {\"query\": \"rack:r4 power:on\", \"action\": \"soft\", \"reason\": \"move\", \"batchSize\": 5, \"delaySeconds\": 60, \"expected\": 12}.")
            .Produces<BulkJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 404, 409);
        operations.MapGet("/bulk", ListAsync).WithSummary($"The newest {MostListed} bulk operations").Produces<IReadOnlyList<BulkJson>>().ProducesApiProblem();
        operations.MapGet("/{id}", GetAsync).WithSummary("One operation, of one server or of many").Produces<OperationJson>().Produces<BulkJson>().ProducesApiProblem(404);
        operations.MapPost("/{id}/stop", StopAsync).WithSummary("Begin no more of a bulk operation").WithDescription("What is under way comes to its own end.")
            .Produces<BulkJson>().ProducesApiProblem(404, 409);
        operations.MapPost("/{id}/retry", RetryAsync).WithSummary("Try again what failed of a bulk operation")
            .WithDescription("As an operation of its own, once. What may have been executed stays out unless includeUnknown says otherwise.")
            .Produces<BulkJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 404, 409);
    }

    private static async Task<IResult> StartAsync(ApiCall call, BulkRequestJson body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken ct)
    {
        PowerEndpoints.RequireKey(idempotencyKey);
        var request = body.ToRequest(idempotencyKey);
        var bulk = await call.Access.StartBulkAsync(call.Caller, request, ct);
        if (bulk.Action != request.Action || bulk.Query != request.Query)
            throw new InvalidRequestException("idempotency_key_reused", "This Idempotency-Key was used before, for another request.", status: StatusCodes.Status409Conflict);
        return Accepted(bulk);
    }

    private static async Task<IResult> ListAsync(ApiCall call, CancellationToken ct) =>
        Results.Ok((await call.Access.ListBulksAsync(call.Caller, MostListed, ct)).Select(BulkJson.From));

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct)
    {
        if (!PowerOperationId.TryParse(id, out var operation))
            throw new NotFoundException();
        try
        {
            return Results.Ok(OperationJson.From(await call.Access.GetOperationAsync(call.Caller, operation, ct)));
        }
        catch (NotFoundException)
        {
            return Results.Ok(BulkJson.From(await call.Access.GetBulkAsync(call.Caller, new BulkId(operation.Value), ct)));
        }
    }

    private static async Task<IResult> StopAsync(ApiCall call, string id, CancellationToken ct) =>
        Results.Ok(BulkJson.From(await call.Access.StopBulkAsync(call.Caller, Read(id), ct)));

    private static async Task<IResult> RetryAsync(ApiCall call, string id, BulkRetryRequest body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken ct)
    {
        PowerEndpoints.RequireKey(idempotencyKey);
        return Accepted(await call.Access.RetryBulkAsync(call.Caller, Read(id), body.IncludeUnknown, idempotencyKey, ct));
    }

    private static IResult Accepted(BulkView bulk) => Results.Accepted($"/api/v1/operations/{bulk.Id}", BulkJson.From(bulk));

    private static BulkId Read(string id) => BulkId.TryParse(id, out var bulk) ? bulk : throw new NotFoundException();
}
