using Portal.Fleet.Inventory;
using Portal.Fleet.Polling;

namespace Portal.Fleet.Access;

/// <content>The inventory of a <see cref="BmcHandle"/>. All of it needs <see cref="BmcRight.Inventory"/>.</content>
public sealed partial class BmcHandle
{
    /// <summary>Most changes in one answer.</summary>
    public const int MaxInventoryChanges = 500;

    /// <summary>
    /// The inventory as last read; one that is older than an hour is read again from now on. Addresses and hardware addresses of the BMC are for those who administer it, and
    /// a reading from before the present tenancy is for those who may see what was then.
    /// </summary>
    public async Task<InventoryView> GetInventoryAsync(CancellationToken ct)
    {
        Demand(BmcRight.Inventory);
        var bmc = Bmc;
        bmc.WantReadings(ReadingKind.Inventory, s_interest);
        var snapshot = await _desk.Readings.Inventory.FindAsync(Id, ct);
        var (state, isReading) = bmc.GetInventory();
        if (snapshot is null || !_sight.Covers(snapshot.ReadAt))
            return new InventoryView(null, [], state, isReading);
        IReadOnlyList<InventoryPart> parts = [.. snapshot.Parts.Select(part => part.FieldsReadAt is { } at && !_sight.Covers(at) ? part with { Fields = [], FieldsReadAt = null } : part)];
        return new InventoryView(snapshot.ReadAt, (Rights & BmcRight.Administer) != 0 ? parts : InventoryPrivacy.WithoutPrivate(parts), state, isReading);
    }

    /// <summary>How the reading of the inventory stands, and whether it goes on right now.</summary>
    public (ReadingsState State, bool IsReading) GetInventoryState()
    {
        Demand(BmcRight.Inventory);
        return Bmc.GetInventory();
    }

    /// <summary>What changed from reading to reading, newest first.</summary>
    public Task<IReadOnlyList<InventoryChange>> ListInventoryChangesAsync(int limit, CancellationToken ct)
    {
        Demand(BmcRight.Inventory);
        return _desk.Readings.Inventory.ListChangesAsync(Id, _sight.From, (Rights & BmcRight.Administer) != 0, Math.Clamp(limit, 1, MaxInventoryChanges), ct);
    }
}
