using Microsoft.AspNetCore.Mvc;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Web.Api.Boot;

/// <summary>The chassis of a server: its light, its policy, and the restart of its BMC.</summary>
internal static class ChassisEndpoints
{
    public static void MapChassis(this RouteGroupBuilder api)
    {
        var server = api.MapGroup("/servers/{id}").WithTags("Chassis");
        server.MapGet("/chassis", GetAsync).WithSummary("Restore policy, power-on hours, restart cause, front panel and faults, asked of the BMC now")
            .Produces<ChassisJson>().ProducesApiProblem(404, 502);
        server.MapPut("/chassis/policy", SetPolicyAsync).WithSummary("Set what the host does when mains power returns, and read it back")
            .WithDescription("Needs the right bmcSettings.").Produces<ChassisJson>().ProducesApiProblem(400, 404, 409, 502);
        server.MapPost("/identify", IdentifyAsync).WithSummary("Light the identify light, or switch it off").WithDescription("Needs the right powerSoft. Answers null when it was switched off.")
            .Produces<IdentifyJson>().ProducesApiProblem(400, 404, 409, 502);
        server.MapPost("/bmc/reset", ResetAsync).WithSummary("Restart the BMC; the host runs on")
            .WithDescription("Needs the right bmcSettings. All sessions and consoles on it drop. Answers at once with the recorded operation, which ends when the BMC answers again.")
            .Produces<OperationJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 403, 404, 409);
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.View, ct);
        return Results.Ok(ChassisJson.From(await server.GetChassisAsync(ct), (await server.GetAsync(ct)).Status.Identify));
    }

    private static async Task<IResult> SetPolicyAsync(ApiCall call, string id, PolicyRequest body, CancellationToken ct)
    {
        if (body.Policy == PowerRestorePolicy.Unknown)
            throw new InvalidRequestException("invalid_policy", "policy must be one of alwaysOff, previous, alwaysOn.", "policy");
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        return Results.Ok(ChassisJson.From(await server.SetRestorePolicyAsync(body.Policy, ct), (await server.GetAsync(ct)).Status.Identify));
    }

    private static async Task<IResult> IdentifyAsync(ApiCall call, string id, IdentifyRequest body, CancellationToken ct)
    {
        if (body.Seconds is < 0 or > byte.MaxValue)
            throw new InvalidRequestException("invalid_seconds", "seconds must be a whole number from 0 to 255.", "seconds");
        var server = await call.OpenAsync(id, BmcRight.PowerSoft, ct);
        return Results.Ok(await server.IdentifyAsync((byte?)body.Seconds, ct) is { } lit ? new IdentifyJson(lit.By, lit.At, lit.Until) : null);
    }

    private static async Task<IResult> ResetAsync(ApiCall call, string id, BmcResetRequest body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken ct)
    {
        var action = body.Kind switch
        {
            "cold" => PowerAction.BmcColdReset,
            "warm" => PowerAction.BmcWarmReset,
            _ => throw new InvalidRequestException("invalid_kind", "kind must be cold or warm.", "kind"),
        };
        PowerEndpoints.RequireKey(idempotencyKey);
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        var operation = await server.RequestPowerAsync(new PowerAsk(action) { Reason = body.Reason, IdempotencyKey = idempotencyKey }, ct);
        return Results.Accepted($"/api/v1/operations/{operation.Id}", OperationJson.From(operation));
    }
}
