namespace Portal.Web.Components.Fleet;

/// <summary>What the page of the fleet shows, as its address says it.</summary>
/// <param name="Columns">Null for the ones that the viewer likes.</param>
public sealed record FleetState(string? Query, FleetOrder Order, string? Group, string? Columns)
{
    public string Href
    {
        get
        {
            var parts = new List<string>(4);
            if (!string.IsNullOrWhiteSpace(Query))
                parts.Add($"q={Uri.EscapeDataString(Query.Trim())}");
            if (Order != FleetOrder.ByName)
                parts.Add($"sort={Order}");
            if (Group is not null)
                parts.Add($"group={Group}");
            if (Columns is not null)
                parts.Add($"cols={Columns}");
            return parts.Count == 0 ? "/" : $"/?{string.Join('&', parts)}";
        }
    }
}
