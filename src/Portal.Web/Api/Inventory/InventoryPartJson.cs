using Portal.Fleet.Inventory;

namespace Portal.Web.Api.Inventory;

/// <summary>One part of a server.</summary>
/// <param name="Key">Stable within the server.</param>
/// <param name="Name">As the BMC names it.</param>
/// <param name="Problem">Why it was not read; null when it was.</param>
/// <param name="FieldsReadAt">When its fields were read, where that was not with the rest.</param>
internal sealed record InventoryPartJson(
    string Key, InventoryPartKind Kind, string Name, InventoryPartState State, string? Problem, DateTimeOffset? FieldsReadAt, IReadOnlyList<InventoryFieldJson> Fields)
{
    public static InventoryPartJson From(InventoryPart part) => new(
        part.Key, part.Kind, part.Name, part.State, part.Problem, part.FieldsReadAt, [.. part.Fields.Select(field => new InventoryFieldJson(field.Key, field.Value))]);
}
