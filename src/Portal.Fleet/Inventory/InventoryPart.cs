namespace Portal.Fleet.Inventory;

/// <summary>One part of a server: its BMC, a board, a memory module.</summary>
/// <param name="Key">Stable within the server, for example <c>fru:20.0.3</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">As the BMC names it; empty where its kind says it all.</param>
/// <param name="State">What became of the reading.</param>
/// <param name="Fields">What it says.</param>
public sealed record InventoryPart(string Key, InventoryPartKind Kind, string Name, InventoryPartState State, IReadOnlyList<InventoryField> Fields)
{
    /// <summary>Why it was not read, in the engine's words.</summary>
    public string? Problem { get; init; }

    /// <summary>When <see cref="Fields"/> were read, where that was not this time.</summary>
    public DateTimeOffset? FieldsReadAt { get; init; }

    /// <summary>All of it is for those who administer the BMC.</summary>
    public bool IsPrivate => Kind == InventoryPartKind.Network;

    /// <summary>The value of a field; null without.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var field in Fields)
            {
                if (field.Key == key)
                    return field.Value;
            }

            return null;
        }
    }
}
