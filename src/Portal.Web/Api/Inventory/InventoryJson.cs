using Portal.Fleet.Inventory;
using Portal.Web.Api.Readings;

namespace Portal.Web.Api.Inventory;

/// <summary>What a server's BMC told of itself and of the server's parts.</summary>
/// <param name="ReadAt">When; null before the first time.</param>
/// <param name="AgeSeconds">How long ago.</param>
/// <param name="Product">Manufacturer and product, where a part says so.</param>
/// <param name="Serial">The server's serial number, where a part says so.</param>
/// <param name="IsReading">It is being read right now.</param>
/// <param name="Reading">How the reading stands.</param>
internal sealed record InventoryJson(
    DateTimeOffset? ReadAt, double? AgeSeconds, string? Product, string? Serial, bool IsReading, IReadOnlyList<InventoryPartJson> Parts, ReadingsJson Reading)
{
    public static InventoryJson From(InventoryView view, DateTimeOffset now) => new(
        view.ReadAt, ApiAge.Seconds(view.ReadAt, now), view.Product, view.Serial, view.IsReading, [.. view.Parts.Select(InventoryPartJson.From)], ReadingsJson.From(view.State));
}
