using Portal.Fleet.Access;
using Portal.Fleet.Polling;

namespace Portal.Web.Api.Inventory;

/// <summary>The inventory of a server.</summary>
internal static class InventoryEndpoints
{
    public static void MapInventory(this RouteGroupBuilder api)
    {
        var inventory = api.MapGroup("/servers/{id}/inventory").WithTags("Inventory");
        inventory.MapGet("", ReadAsync).WithSummary("FRU devices, device id, firmware, GUIDs, self test, as last read")
            .WithDescription("Needs the right inventory. It is read once a day, after the BMC was away, and when somebody asks for one that is older than an hour: isReading says so. "
                + "What tells where the BMC is, or its hardware address, is only for those who administer the server.")
            .Produces<InventoryJson>().ProducesApiProblem(404);
        inventory.MapPost("/read", ReadNowAsync).WithSummary("Read the inventory now").WithDescription("Answers at once, with what was read before; ask for the inventory until readAt is another. One that is seconds old is not read again.")
            .Produces<InventoryJson>(StatusCodes.Status202Accepted).ProducesApiProblem(404);
        inventory.MapGet("/changes", ChangesAsync).WithSummary("What changed from reading to reading, newest first").Produces<ApiPage<InventoryChangeJson>>().ProducesApiProblem(400, 404);
        inventory.MapGet("/export", ExportAsync).WithSummary("The inventory as a file").WithDescription("format is csv or json.").Produces<byte[]>(200, "text/csv", "application/json").ProducesApiProblem(400, 404);
    }

    private static async Task<IResult> ReadAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Inventory, ct);
        return Results.Ok(InventoryJson.From(await server.GetInventoryAsync(ct), call.Now));
    }

    private static async Task<IResult> ReadNowAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Inventory, ct);
        server.ReadNow(ReadingKind.Inventory);
        return Results.Accepted($"/api/v1/servers/{server.Id}/inventory", InventoryJson.From(await server.GetInventoryAsync(ct), call.Now));
    }

    private static async Task<IResult> ChangesAsync(ApiCall call, string id, string? limit, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Inventory, ct);
        var changes = await server.ListInventoryChangesAsync(Math.Min(ApiPage.ReadLimit(limit), BmcHandle.MaxInventoryChanges), ct);
        return Results.Ok(new ApiPage<InventoryChangeJson>([.. changes.Select(InventoryChangeJson.From)], null));
    }

    private static async Task<IResult> ExportAsync(ApiCall call, string id, string? format, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.Inventory, ct);
        var kind = format ?? "csv";
        if (!InventoryExport.Formats.Contains(kind))
            throw new InvalidRequestException("invalid_format", "format must be csv or json.", "format");
        return InventoryExport.Write(kind, await server.GetInventoryAsync(ct), server.Name, call.Now);
    }
}
