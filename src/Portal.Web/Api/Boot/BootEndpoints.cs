using Microsoft.AspNetCore.Mvc;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Ipmi.Configuration;

namespace Portal.Web.Api.Boot;

/// <summary>What a server boots from.</summary>
internal static class BootEndpoints
{
    public static void MapBoot(this RouteGroupBuilder api)
    {
        var boot = api.MapGroup("/servers/{id}/boot").WithTags("Boot");
        boot.MapGet("", GetAsync).WithSummary("The boot device as it is in the BMC now").Produces<BootJson>().ProducesApiProblem(404, 502);
        boot.MapPut("", SetAsync).WithSummary("Set the boot device and read it back")
            .WithDescription("Needs the right boot. The host is not restarted: most BMCs forget a device for one start after 60 s. What the BMC does not keep is a 409.")
            .Produces<BootJson>().ProducesApiProblem(400, 404, 409, 502);
        boot.MapPost("/start", StartAsync).WithSummary("Set the boot device, then reset or power on")
            .WithDescription("Needs the rights boot and powerHard. Answers at once with the recorded operation; its stages say how far it came. When a stage fails the host is not touched.")
            .Produces<OperationJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 404, 409);
    }

    private static async Task<IResult> GetAsync(ApiCall call, string id, CancellationToken ct) =>
        Results.Ok(BootJson.From(await (await call.OpenAsync(id, BmcRight.View, ct)).GetChassisAsync(ct)));

    private static async Task<IResult> SetAsync(ApiCall call, string id, BootRequest body, CancellationToken ct)
    {
        var plan = body.ToPlan();
        var server = await call.OpenAsync(id, BmcRight.Boot, ct);
        return Results.Ok(BootJson.From(await server.SetBootAsync(plan, ct)));
    }

    private static async Task<IResult> StartAsync(ApiCall call, string id, BootStartRequest body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken ct)
    {
        var plan = body.ToPlan();
        PowerEndpoints.RequireKey(idempotencyKey);
        var action = plan is { Device: BootDevice.FirmwareSetup } ? PowerAction.BootToSetup : PowerAction.BootAndWatch;
        var server = await call.OpenAsync(id, action.Right(), ct);
        var operation = await server.RequestPowerAsync(new PowerAsk(action) { Boot = plan, Reason = body.Reason, Confirm = body.Confirm, IdempotencyKey = idempotencyKey }, ct);
        return Results.Accepted($"/api/v1/operations/{operation.Id}", OperationJson.From(operation));
    }
}
