using Portal.Fleet.Servers;

namespace Portal.Fleet.Inventory;

/// <summary>What two readings of an inventory differ in. Pure.</summary>
internal static class InventoryDiff
{
    /// <summary>More at once is no change of parts but another machine, or a BMC that makes things up.</summary>
    public const int MaxChanges = 400;

    /// <summary>Where a part could not be read this time, what was read before stays with it: a slot that does not answer has not lost its module.</summary>
    public static InventorySnapshot Keep(InventorySnapshot? before, InventorySnapshot now)
    {
        if (before is null)
            return now;
        var known = before.Parts.ToDictionary(part => part.Key, StringComparer.Ordinal);
        return now with
        {
            Parts = [.. now.Parts.Select(part => part.State == InventoryPartState.Failed && part.Fields.Count == 0 && known.TryGetValue(part.Key, out var old) && old.Fields.Count > 0
                ? part with { Kind = old.Kind, Fields = old.Fields, FieldsReadAt = old.FieldsReadAt ?? before.ReadAt } : part)],
        };
    }

    /// <summary>What changed from one reading to the next, whose failures were made good by <see cref="Keep"/>.</summary>
    public static IReadOnlyList<InventoryChange> Between(BmcId server, InventorySnapshot? before, InventorySnapshot now)
    {
        var changes = new List<InventoryChange>();
        if (before is null)
            return changes;
        var old = before.Parts.ToDictionary(part => part.Key, StringComparer.Ordinal);
        foreach (var part in now.Parts)
        {
            var was = old.GetValueOrDefault(part.Key);
            old.Remove(part.Key);
            if (IsThere(part) && (was is null || IsGone(was)))
                Add(part, InventoryChangeKind.Added, null, null, Summary(part), part.IsPrivate);
            else if (was is not null && IsThere(was) && IsGone(part))
                Add(was, InventoryChangeKind.Removed, null, Summary(was), null, was.IsPrivate);
            else if (was is not null && IsThere(was) && IsThere(part))
                Compare(was, part);
        }

        foreach (var gone in old.Values.Where(IsThere))
            Add(gone, InventoryChangeKind.Removed, null, Summary(gone), null, gone.IsPrivate);
        return changes;

        void Compare(InventoryPart was, InventoryPart part)
        {
            var values = was.Fields.ToDictionary(field => field.Key, StringComparer.Ordinal);
            foreach (var field in part.Fields)
            {
                values.Remove(field.Key, out var former);
                if (former?.Value != field.Value)
                    Add(part, InventoryChangeKind.Changed, field.Key, former?.Value, field.Value, field.IsPrivate || former?.IsPrivate == true);
            }

            foreach (var former in values.Values)
                Add(part, InventoryChangeKind.Changed, former.Key, former.Value, null, former.IsPrivate);
        }

        void Add(InventoryPart part, InventoryChangeKind kind, string? field, string? value, string? after, bool isPrivate)
        {
            if (changes.Count >= MaxChanges)
                return;
            changes.Add(new InventoryChange
            {
                ServerId = server,
                At = now.ReadAt,
                Since = before.ReadAt,
                Kind = kind,
                PartKey = part.Key,
                PartKind = part.Kind,
                PartName = part.Name,
                Field = field,
                Before = value,
                After = after,
                IsPrivate = isPrivate || part.IsPrivate,
            });
        }
    }

    private static bool IsThere(InventoryPart part) => part.Fields.Count > 0;

    /// <summary>Out of reach says nothing about whether it is there.</summary>
    private static bool IsGone(InventoryPart part) => part.State is InventoryPartState.Absent or InventoryPartState.Blank;

    /// <summary>By what people know a part: what it is and its serial number. Never what is private.</summary>
    private static string? Summary(InventoryPart part)
    {
        string[] keys = ["productName", "boardProduct", "memoryType", "memorySize", "memoryPart", "productSerial", "boardSerial", "chassisSerial", "memorySerial"];
        var words = keys.Select(key => part.Fields.FirstOrDefault(field => field.Key == key && !field.IsPrivate)?.Value).OfType<string>().Take(4).ToList();
        return words.Count == 0 ? null : PartFields.Clean(string.Join(", ", words), InventoryChange.MaxValue);
    }
}
