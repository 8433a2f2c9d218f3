using Microsoft.AspNetCore.Mvc;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Web.Api.Boot;

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
        power.MapPost("/hard-off", ArmAsync).WithSummary("Cut power later, should a shutdown that is under way not come to its end")
            .WithDescription("Takes the place of the one that waits. The portal keeps it over a restart, but does not carry out one whose time came meanwhile: its state is asking then.")
            .Produces<HardOffJson>().ProducesApiProblem(400, 404, 409);
        power.MapDelete("/hard-off", CancelAsync).WithSummary("Keep the power on; the shutdown goes on").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(404);
        var operations = api.MapGroup("/operations").WithTags("Operations");
        operations.MapGet("", ListOperationsAsync).WithSummary("The newest power operations first").Produces<ApiPage<OperationJson>>().ProducesApiProblem(400);
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.View, ct);
        var status = (await server.GetAsync(ct)).Status;
        return Results.Ok(new PowerStateJson(
            status.Power, status.PowerReadAt, ApiAge.Seconds(status.PowerReadAt, call.Now), status.Operation is { } operation ? OperationJson.From(operation) : null,
            HardOffJson.From(status.HardOff)));
    }

    private static async Task<IResult> RequestAsync(ApiCall call, string id, PowerRequest body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken ct)
    {
        var action = ReadAction(body.Action);
        RequireKey(idempotencyKey);
        TimeSpan? hardOff = body.HardOffAfterSeconds is { } seconds ? ReadHardOff(seconds, "hardOffAfterSeconds") : null;
        if (hardOff is not null && action != PowerAction.Soft)
            throw new InvalidRequestException("invalid_hard_off", "hardOffAfterSeconds goes with the action soft only.", "hardOffAfterSeconds");
        var server = await call.OpenAsync(id, action.Right() | (hardOff is null ? BmcRight.None : BmcRight.PowerHard), ct);
        var operation = await server.RequestPowerAsync(new PowerAsk(action) { Reason = body.Reason, IdempotencyKey = idempotencyKey, Confirm = body.Confirm, HardOffAfter = hardOff }, ct);
        if (operation.Action != action || operation.ServerId != server.Id)
            throw new InvalidRequestException("idempotency_key_reused", "This Idempotency-Key was used before, for another request.", status: StatusCodes.Status409Conflict);
        return Results.Accepted($"/api/v1/operations/{operation.Id}", OperationJson.From(operation));
    }

    private static async Task<IResult> ArmAsync(ApiCall call, string id, HardOffRequest body, CancellationToken ct)
    {
        var after = ReadHardOff(body.AfterSeconds, "afterSeconds");
        var server = await call.OpenAsync(id, BmcRight.PowerHard, ct);
        await server.ArmHardOffAsync(after, ct);
        return Results.Ok(HardOffJson.From((await server.GetAsync(ct)).Status.HardOff));
    }

    private static async Task<IResult> CancelAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.PowerSoft, ct);
        await server.CancelHardOffAsync(ct);
        return Results.NoContent();
    }

    private static TimeSpan ReadHardOff(int seconds, string field) =>
        TimeSpan.FromSeconds(seconds) is var after && after >= BmcHandle.HardOffRange.Least && after <= BmcHandle.HardOffRange.Most
            ? after
            : throw new InvalidRequestException("invalid_hard_off", $"{field} must be a whole number from 10 to 3600.", field);

    private static async Task<IResult> ListOperationsAsync(ApiCall call, string? cursor, string? limit, CancellationToken ct)
    {
        var operations = await call.Access.ListOperationsAsync(call.Caller, MostOperations, ct);
        return Results.Ok(ApiPage.Cut(
            operations.OrderByDescending(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, OperationJson.From, descending: true));
    }

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

    /// <summary>Refuses a key that is none.</summary>
    internal static void RequireKey(string? key)
    {
        if (key is not null && (key.Length is 0 or > LongestKey || !key.All(character => character is > ' ' and <= '~')))
            throw new InvalidRequestException("invalid_idempotency_key", $"Idempotency-Key must be 1 to {LongestKey} visible ASCII characters.", "Idempotency-Key");
    }

    /// <summary>Ticks of fixed width sort as text.</summary>
    private static string KeyOf(PowerOperationView view) => $"{view.RequestedAt.UtcTicks:D19}\n{view.Id}";
}
