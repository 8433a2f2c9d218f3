using Portal.Fleet.Access;
using Portal.Ipmi;

namespace Portal.Web.Api.Bmc;

/// <summary>The settings of the BMC itself: accounts, network, serial over LAN, channels; and commands by number.</summary>
internal static class BmcEndpoints
{
    public static void MapBmc(this RouteGroupBuilder api)
    {
        var bmc = api.MapGroup("/servers/{id}/bmc").WithTags("BMC");
        bmc.MapGet("/users", ReadUsersAsync).WithSummary("The BMC's accounts, read from it now").WithDescription("Needs the right bmcUsers. channel is the channel whose access is told; the portal's own without it.")
            .Produces<BmcUsersJson>().ProducesApiProblem(400, 404, 502);
        bmc.MapGet("/users/{slot}", ReadUserAsync).WithSummary("One account of the BMC, read from it now").Produces<BmcUserJson>().ProducesApiProblem(400, 404, 502);
        bmc.MapPut("/users/{slot}", SetUserAsync).WithSummary("Change an account of the BMC, or make one in a free slot")
            .WithDescription("What is left out stays; a new account needs name and password. What would lock the portal out, or leave no administrator, is a 409 would_lock_out; the portal's own password is changed by POST /credentials/rotations.")
            .Produces<BmcUserJson>().ProducesApiProblem(400, 404, 409, 502);
        bmc.MapDelete("/users/{slot}", DeleteUserAsync).WithSummary("Take an account of the BMC away").Produces(StatusCodes.Status204NoContent).ProducesApiProblem(400, 404, 409, 502);

        bmc.MapGet("/lan", ReadLanAsync).WithSummary("The BMC's network, read from it now, and its newest change").WithDescription("Needs the right bmcNetwork.").Produces<BmcLanJson>().ProducesApiProblem(404, 502);
        bmc.MapPut("/lan", SetLanAsync).WithSummary("Change the BMC's network, and verify it")
            .WithDescription("Checked first: nothing is sent when the values do not fit together, something answers at the new address, or the portal could not reach it. Then written, and verified by logging in where the BMC should be; "
                + "only then the portal keeps the new address. GET /servers/{id}/bmc/lan/change tells the stages.")
            .Produces<BmcLanMoveJson>(StatusCodes.Status202Accepted).ProducesApiProblem(400, 404, 409, 502);
        bmc.MapGet("/lan/change", ReadLanChangeAsync).WithSummary("The newest change of the BMC's network, stage by stage").Produces<BmcLanMoveJson>().ProducesApiProblem(404);
        bmc.MapPost("/lan/find", FindAsync).WithSummary("Look at an address for a BMC that did not come back").WithDescription("Logs in there, compares the GUID, and keeps the address when it is the same BMC.")
            .Produces<BmcLanMoveJson>().ProducesApiProblem(400, 404, 409, 502);

        bmc.MapGet("/sol", ReadSolAsync).WithSummary("Serial over LAN of the BMC, read from it now").WithDescription("Needs the right bmcSettings.").Produces<BmcSolJson>().ProducesApiProblem(404, 502);
        bmc.MapPut("/sol", SetSolAsync).WithSummary("Change serial over LAN and read it back").Produces<BmcSolJson>().ProducesApiProblem(400, 404, 409, 502);
        bmc.MapGet("/channels", ReadChannelsAsync).WithSummary("The BMC's channels and who may come by them, read now").WithDescription("Needs the right bmcSettings.").Produces<BmcChannelsJson>().ProducesApiProblem(404, 502);
        bmc.MapPut("/channels", SetChannelAsync).WithSummary("Change the access of a channel and read it back").WithDescription("The channel that the portal comes by cannot be closed.")
            .Produces<BmcChannelJson>().ProducesApiProblem(400, 404, 409, 502);

        api.MapPost("/servers/{id}/raw", SendRawAsync).WithTags("BMC").WithSummary("Send a command by number")
            .WithDescription("For staff: needs the rights raw and bmcSettings. Only what Portal:Bmc:RawAllowed lists is sent, once; without that option, the standard's commands that only read.")
            .Produces<RawAnswerJson>().ProducesApiProblem(400, 404, 502);
    }

    private static async Task<IResult> ReadUsersAsync(ApiCall call, string id, int? channel, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcUsers, ct);
        return Results.Ok(BmcUsersJson.From(await server.GetAccountsAsync(Channel(channel), ct)));
    }

    private static async Task<IResult> ReadUserAsync(ApiCall call, string id, string slot, int? channel, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcUsers, ct);
        var number = Slot(slot);
        return (await server.GetAccountsAsync(Channel(channel), ct)).Accounts.FirstOrDefault(account => account.Slot == number) is { } found ? Results.Ok(BmcUserJson.From(found)) : throw new NotFoundException();
    }

    private static async Task<IResult> SetUserAsync(ApiCall call, string id, string slot, int? channel, BmcUserRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcUsers, ct);
        using var password = body.Password is null ? null : SecretBytes.FromText(body.Password);
        return Results.Ok(BmcUserJson.From(await server.SetAccountAsync(Slot(slot), Channel(channel), body.ToChange(password), ct)));
    }

    private static async Task<IResult> DeleteUserAsync(ApiCall call, string id, string slot, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcUsers, ct);
        await server.DeleteAccountAsync(Slot(slot), null, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ReadLanAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcNetwork, ct);
        return Results.Ok(BmcLanJson.From(await server.GetLanAsync(ct), (await server.GetLanMoveAsync(ct)).Move));
    }

    private static async Task<IResult> SetLanAsync(ApiCall call, string id, BmcLanRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcNetwork, ct);
        return Results.Accepted($"/api/v1/servers/{id}/bmc/lan/change", BmcLanMoveJson.From(await server.SetLanAsync(body.ToWish(), ct)));
    }

    private static async Task<IResult> ReadLanChangeAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcNetwork, ct);
        return (await server.GetLanMoveAsync(ct)).Move is { } move ? Results.Ok(BmcLanMoveJson.From(move)) : Results.NoContent();
    }

    private static async Task<IResult> FindAsync(ApiCall call, string id, BmcFindRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcNetwork, ct);
        return Results.Ok(BmcLanMoveJson.From(await server.FindBmcAsync(body.Address, ct)));
    }

    private static async Task<IResult> ReadSolAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        return Results.Ok(BmcSolJson.From(await server.GetSolAsync(ct)));
    }

    private static async Task<IResult> SetSolAsync(ApiCall call, string id, BmcSolRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        return Results.Ok(BmcSolJson.From(await server.SetSolAsync(body.ToChange(), ct)));
    }

    private static async Task<IResult> ReadChannelsAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        var view = await server.GetChannelsAsync(ct);
        return Results.Ok(new BmcChannelsJson([.. view.Channels.Select(BmcChannelJson.From)], view.ReadAt));
    }

    private static async Task<IResult> SetChannelAsync(ApiCall call, string id, BmcChannelRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.BmcSettings, ct);
        return Results.Ok(BmcChannelJson.From(await server.SetChannelAsync(Channel(body.Channel)!.Value, body.ToChange(), ct)));
    }

    private static async Task<IResult> SendRawAsync(ApiCall call, string id, RawCommandRequest body, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Raw | BmcRight.BmcSettings, ct);
        return Results.Ok(RawAnswerJson.From(await server.SendRawAsync(body.ToRequest(), ct)));
    }

    private static byte Slot(string text) => byte.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var slot) && slot is >= 1 and <= 63
        ? slot
        : throw new InvalidRequestException("invalid_slot", "A slot is a number from 1 to 63.", "slot");

    private static byte? Channel(int? channel) => channel is null ? null
        : channel is >= 0 and <= 15 ? (byte)channel : throw new InvalidRequestException("invalid_channel", "A channel is a number from 0 to 15.", "channel");
}
