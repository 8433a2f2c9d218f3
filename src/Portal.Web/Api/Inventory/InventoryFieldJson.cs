namespace Portal.Web.Api.Inventory;

/// <summary>One thing that a part says of itself.</summary>
/// <param name="Key">Stable word, for example <c>productSerial</c>.</param>
internal sealed record InventoryFieldJson(string Key, string Value);
