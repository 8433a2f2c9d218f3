using Portal.Fleet.Polling;

namespace Portal.Fleet.Inventory;

/// <summary>The inventory of a server as one caller may see it.</summary>
/// <param name="ReadAt">When it was read; null when it never was, or before the caller's tenancy.</param>
/// <param name="Parts">What there is.</param>
/// <param name="State">Whether reading it goes on as it should.</param>
/// <param name="IsReading">It is being read, or will be at once.</param>
public sealed record InventoryView(DateTimeOffset? ReadAt, IReadOnlyList<InventoryPart> Parts, ReadingsState State, bool IsReading)
{
    /// <summary>What the server as a whole is, from the fields that say so best; null when none does.</summary>
    public string? Product => First("productManufacturer", "boardManufacturer") is { } maker && First("productName", "boardProduct") is { } name ? $"{maker} {name}" : First("productName", "boardProduct");

    /// <summary>Its serial number; null when nothing tells.</summary>
    public string? Serial => First("productSerial", "chassisSerial", "boardSerial");

    /// <summary>A field of the server's own board: of the BMC's device, or of the first that has it.</summary>
    private string? First(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            foreach (var part in Parts)
            {
                if (part.Kind == InventoryPartKind.Fru && part[key] is { Length: > 0 } value)
                    return value;
            }
        }

        return null;
    }
}
