using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Inventory;
using Portal.Fleet.Links;
using Portal.Fleet.Polling;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Ipmi.Inventory;

namespace Portal.Fleet.Tests.Inventory;

/// <summary>Inventories as they are read over real UDP, kept, compared and shown.</summary>
[Trait("Database", "Both")]
public class InventoryTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Read_WhenSomebodyLooks_IsKept_AndWhatChangesBecomesHistory()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);
        Assert.Null(portal.Board.Get(server.Id).InventoryReadAt);
        var handle = await portal.OpenAsync(server.Id);
        using var watch = handle.Watch(ReadingKind.Inventory);
        await portal.WaitAsync(server.Id, status => status.InventoryReadAt is not null);

        var view = await handle.GetInventoryAsync(Ct);
        var built = view.Parts.First(part => part.Kind == InventoryPartKind.Fru);
        Assert.Equal(InventoryPartKind.Controller, view.Parts[0].Kind);
        Assert.NotNull(view.Parts[0]["firmware"]);
        Assert.Equal("passed", view.Parts[0]["selfTest"]);
        Assert.NotNull(view.Serial);
        Assert.NotNull(view.Parts.Single(part => part.IsPrivate)["mac"]);
        Assert.Empty(await handle.ListInventoryChangesAsync(10, Ct));

        var tag = built["productAssetTag"];
        await portal.Get<IFleet>().Get(server.Id).UseAsync(
            connection => new FruWriter(new FruReader(connection)).SetFieldAsync(0, FruFieldId.ProductAssetTag, "moved-7", Ct), Ct);
        await ReadAgainAsync(portal, server.Id);
        var change = Assert.Single(await handle.ListInventoryChangesAsync(10, Ct));
        Assert.Equal((InventoryChangeKind.Changed, "productAssetTag", tag, "moved-7"), (change.Kind, change.Field, change.Before, change.After));
        Assert.Equal(view.ReadAt, change.Since);

        // The BMC is gone and the portal started anew: what it told last is there.
        await bmc.DisposeAsync();
        await portal.StopAsync();
        await using var again = await TestPortal.StartAsync(directory: portal.Directory);
        view = await (await again.OpenAsync(server.Id)).GetInventoryAsync(Ct);
        Assert.Equal("moved-7", view.Parts.First(part => part.Kind == InventoryPartKind.Fru)["productAssetTag"]);
    }

    [Fact]
    public async Task Customers_NeverSeeWhereTheBmcIs_NorWhatWasBeforeThem()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);
        var admin = await portal.OpenAsync(server.Id);
        using (admin.Watch(ReadingKind.Inventory))
            await portal.WaitAsync(server.Id, status => status.InventoryReadAt is not null);
        var mac = (await admin.GetInventoryAsync(Ct)).Parts.Single(part => part.IsPrivate)["mac"]!;

        // A field of the host's own that holds the address: found by what it says, not by where it stands.
        await portal.Get<IFleet>().Get(server.Id).UseAsync(
            connection => new FruWriter(new FruReader(connection)).SetFieldAsync(0, FruFieldId.ProductAssetTag, mac.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant(), Ct), Ct);
        await ReadAgainAsync(portal, server.Id);
        var viewer = await portal.OpenAsync(server.Id, await portal.AddUserAsync("viewer", Role.Viewer, server.Id));
        var seen = await viewer.GetInventoryAsync(Ct);
        Assert.DoesNotContain(seen.Parts, part => part.Kind == InventoryPartKind.Network);
        Assert.Null(seen.Parts.First(part => part.Kind == InventoryPartKind.Fru)["productAssetTag"]);
        Assert.NotNull(seen.Serial);
        Assert.Empty(await viewer.ListInventoryChangesAsync(10, Ct));
        Assert.Single(await admin.ListInventoryChangesAsync(10, Ct));

        // A new tenant sees what is read in its own time, and no comparison with another's.
        var before = portal.Board.Get(server.Id).InventoryReadAt;
        await admin.ChangeAsync(new ServerChange { Tenant = "acme" }, Ct);
        await portal.WaitAsync(server.Id, status => status.InventoryReadAt > before);
        await portal.Get<IFleet>().Get(server.Id).UseAsync(
            connection => new FruWriter(new FruReader(connection)).SetFieldAsync(0, FruFieldId.ProductAssetTag, "of acme", Ct), Ct);
        await ReadAgainAsync(portal, server.Id);
        var tenant = (await portal.Get<TenantDirectory>().ListAsync(TestPortal.Admin, Ct)).Single(one => one.Name == "acme").Id;
        var person = await AddPersonAsync(portal, tenant);
        var own = await portal.OpenAsync(server.Id, person, BmcRight.Inventory);
        Assert.Equal("of acme", (await own.GetInventoryAsync(Ct)).Parts.First(part => part.Kind == InventoryPartKind.Fru)["productAssetTag"]);
        Assert.DoesNotContain(await own.ListInventoryChangesAsync(10, Ct), change => change.Since <= before);
        // To the staff all of it stays.
        Assert.Equal(2, (await (await portal.OpenAsync(server.Id)).ListInventoryChangesAsync(10, Ct)).Count);
    }

    [Fact]
    public void Diff_APartThatCouldNotBeRead_HasNotChanged()
    {
        var id = BmcId.New();
        var at = DateTimeOffset.UnixEpoch;
        var before = new InventorySnapshot(at, [Part("a", InventoryPartState.Read, ("serial", "1")), Part("b", InventoryPartState.Read, ("serial", "2")), Part("c", InventoryPartState.Absent)]);
        var read = new InventorySnapshot(at.AddDays(1), [Part("a", InventoryPartState.Failed), Part("b", InventoryPartState.Absent), Part("c", InventoryPartState.Read, ("boardSerial", "3"))]);

        var kept = InventoryDiff.Keep(before, read);
        var changes = InventoryDiff.Between(id, before, kept);

        Assert.Equal(("1", at), (kept.Parts[0]["serial"], kept.Parts[0].FieldsReadAt));
        Assert.Equal([("b", InventoryChangeKind.Removed), ("c", InventoryChangeKind.Added)], changes.Select(change => (change.PartKey, change.Kind)));
        Assert.Empty(InventoryDiff.Between(id, null, kept));

        // And when it can be read again, that alone is no news either.
        var third = InventoryDiff.Keep(kept, read with { Parts = [Part("a", InventoryPartState.Read, ("serial", "1")), .. read.Parts.Skip(1)] });
        Assert.Empty(InventoryDiff.Between(id, kept, third));
    }

    [Fact]
    public void Spd_OfAModule_TellsItsNumbersAndSize()
    {
        var spd = new byte[512];
        (spd[2], spd[4], spd[12], spd[13], spd[320], spd[321]) = (0x0C, 0x85, 0x09, 0x03, 0x80, 0xCE);
        "1234ABCD"u8.ToArray().CopyTo(spd, 329);
        Convert.FromHexString("C0FFEE01").CopyTo(spd, 325);
        var fields = new PartFields();

        Assert.True(SpdFields.TryAdd(fields, spd));

        // 8 Gbit chips, 8 bits wide, 2 ranks, a bus of 64: 16 GiB.
        Assert.Equal(["DDR4 SDRAM", "16384 MiB", "Samsung (80CEh)", "1234ABCD", "C0FFEE01"], fields.All.Take(5).Select(field => field.Value));
        Assert.False(SpdFields.TryAdd(new PartFields(), [1, 2, 3]));
    }

    private static InventoryPart Part(string key, InventoryPartState state, params (string Key, string Value)[] fields) =>
        new(key, InventoryPartKind.Fru, key, state, [.. fields.Select(field => new InventoryField(field.Key, field.Value))]);

    /// <summary>As somebody who asks, but at once: whoever asks twice in seconds gets what was just read.</summary>
    private static async Task ReadAgainAsync(TestPortal portal, BmcId id)
    {
        var before = portal.Board.Get(id).InventoryReadAt;
        portal.Board.Update(id, status => status with { InventoryReadAt = null });
        portal.Get<IFleet>().Get(id).HurryReadings(ReadingKind.Inventory);
        await portal.WaitAsync(id, status => status.InventoryReadAt is { } at && at != before);
    }

    private static async Task<Caller> AddPersonAsync(TestPortal portal, Guid tenant)
    {
        var person = await portal.AddUserAsync("newcomer");
        await using (var db = await portal.DbAsync())
        {
            await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
            db.Add(new Grant { UserId = person.UserId, Role = Role.Viewer, Scope = GrantScope.OfTenant(tenant) });
            await db.SaveChangesAsync(Ct);
        }

        portal.Get<Grants>().Revoke(person.UserId);
        return person;
    }
}
