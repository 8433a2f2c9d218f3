using Portal.Fleet.Access;

namespace Portal.Web.Api.Boot;

/// <summary>What guards a server's power.</summary>
internal static class ProtectionEndpoints
{
    public static void MapProtection(this RouteGroupBuilder api)
    {
        var server = api.MapGroup("/servers/{id}").WithTags("Power");
        server.MapPut("/protection", ProtectAsync).WithSummary("Lock a server's power")
            .WithDescription("Needs the right powerHard. Power verbs answer 409 server_protected until it is taken off or over; what an administrator locked only administrators unlock.")
            .Produces<ServerJson>().ProducesApiProblem(400, 404, 409);
        server.MapDelete("/protection", UnprotectAsync).WithSummary("Take the lock off").Produces<ServerJson>().ProducesApiProblem(403, 404, 409);
        server.MapPut("/confirmation", ConfirmAsync).WithSummary("Whether whoever wants to do what destroys says the server's name with it")
            .WithDescription("Needs the right powerHard. Power verbs without it answer 409 confirmation_required.").Produces<ServerJson>().ProducesApiProblem(400, 403, 404);
    }

    private static async Task<IResult> ProtectAsync(ApiCall call, string id, ProtectRequest body, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > BmcHandle.LongestReason)
            throw new InvalidRequestException("invalid_reason", $"reason must be 1 to {BmcHandle.LongestReason} characters.", "reason");
        if (body.Until <= call.Now)
            throw new InvalidRequestException("invalid_until", "until must be in the future.", "until");
        var server = await call.OpenAsync(id, BmcRight.PowerHard, ct);
        return Results.Ok(ServerJson.From(await server.ProtectAsync(body.Reason, body.Until, ct), call.Now));
    }

    private static async Task<IResult> UnprotectAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.PowerHard, ct);
        return Results.Ok(ServerJson.From(await server.UnprotectAsync(ct), call.Now));
    }

    private static async Task<IResult> ConfirmAsync(ApiCall call, string id, ConfirmationRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.PowerHard, ct);
        return Results.Ok(ServerJson.From(await server.SetConfirmByNameAsync(body.ByName, ct), call.Now));
    }
}
