using Microsoft.AspNetCore.Mvc;
using Portal.Fleet.Access;
using Portal.Fleet.Power;

namespace Portal.Web.Api;

/// <summary>Power of one server, and the operations it leads to.</summary>
internal static class PowerEndpoints
{
    private const int LongestKey = 128;

    // As far back as the list of operations goes; older ones are found by their id.
    private const int MostOperations = 5000;

    public static void MapPower(this RouteGroupBuilder api)
    {
        var power = api.MapGroup("/servers/{id}/power").WithTags("Power");
        power.MapGet("", GetAsync).WithSummary("Power as last read, with its age").Produces<PowerStateJson>().ProducesApiProblem(404);
        power.MapPost("", RequestAsync).WithSummary("Switch power")
            .WithDescription("Answers at once with the recorded operation; follow it at Location until it has ended. The command is sent to the BMC once and never repeated. "
                + "With an Idempotency-Key header a repeated request answers the operation that the first one made.")
            .Produces<OperationJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 404, 409);
        var operations = api.MapGroup("/operations").WithTags("Operations");
        operations.MapGet("", ListOperationsAsync).WithSummary("The newest power operations first").Produces<ApiPage<OperationJson>>().ProducesApiProblem(400);
        operations.MapGet("/{id}", GetOperationAsync).WithSummary("One operation").Produces<OperationJson>().ProducesApiProblem(404);
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.View, ct);
        var status = (await server.GetAsync(ct)).Status;
        return Results.Ok(new PowerStateJson(
            status.Power, status.PowerReadAt, ApiAge.Seconds(status.PowerReadAt, call.Now), status.Operation is { } operation ? OperationJson.From(operation) : null));
    }

    private static async Task<IResult> RequestAsync(ApiCall call, string id, PowerRequest body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken ct)
    {
        var action = ReadAction(body.Action);
        RequireKey(idempotencyKey);
        var server = await call.OpenAsync(id, action is PowerAction.On or PowerAction.Soft ? BmcRight.PowerSoft : BmcRight.PowerHard, ct);
        var operation = await server.RequestPowerAsync(action, body.Reason, idempotencyKey, ct);
        if (operation.Action != action || operation.ServerId != server.Id)
            throw new InvalidRequestException("idempotency_key_reused", "This Idempotency-Key was used before, for another request.", status: StatusCodes.Status409Conflict);
        return Results.Accepted($"/api/v1/operations/{operation.Id}", OperationJson.From(operation));
    }

    private static async Task<IResult> ListOperationsAsync(ApiCall call, string? cursor, string? limit, CancellationToken ct)
    {
        var operations = await call.Access.ListOperationsAsync(call.Caller, MostOperations, ct);
        return Results.Ok(ApiPage.Cut(
            operations.OrderByDescending(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, OperationJson.From, descending: true));
    }

    private static async Task<IResult> GetOperationAsync(ApiCall call, string id, CancellationToken ct) =>
        PowerOperationId.TryParse(id, out var operation)
            ? Results.Ok(OperationJson.From(await call.Access.GetOperationAsync(call.Caller, operation, ct)))
            : throw new NotFoundException();

    private static PowerAction ReadAction(string text) => text switch
    {
        "on" => PowerAction.On,
        "off" => PowerAction.Off,
        "cycle" => PowerAction.Cycle,
        "reset" => PowerAction.Reset,
        "soft" => PowerAction.Soft,
        "nmi" => PowerAction.Nmi,
        _ => throw new InvalidRequestException("invalid_action", "action must be one of on, off, cycle, reset, soft, nmi.", "action"),
    };

    private static void RequireKey(string? key)
    {
        if (key is not null && (key.Length is 0 or > LongestKey || !key.All(character => character is > ' ' and <= '~')))
            throw new InvalidRequestException("invalid_idempotency_key", $"Idempotency-Key must be 1 to {LongestKey} visible ASCII characters.", "Idempotency-Key");
    }

    /// <summary>Ticks of fixed width sort as text.</summary>
    private static string KeyOf(PowerOperationView view) => $"{view.RequestedAt.UtcTicks:D19}\n{view.Id}";
}
