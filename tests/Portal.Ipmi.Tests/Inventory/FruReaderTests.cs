using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Inventory;

namespace Portal.Ipmi.Tests.Inventory;

public sealed class FruReaderTests : BmcSessionFixture
{
    private const byte ReadFru = 0x11;

    [Fact]
    public async Task Read_StandardServer_IsWhatItIsMadeOf()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var fru = await new FruReader(session).ReadAsync(0, Ct);

        Assert.Equal(("SN00017", "Mainboard 2S"), (fru.Product!.SerialNumber!.Text, fru.Board!.ProductName!.Text));
        Assert.Equal(new DateTimeOffset(2024, 3, 9, 10, 30, 0, TimeSpan.Zero), fru.Board.ManufacturedAt);
        Assert.Empty(fru.Remarks);
    }

    [Theory]
    [InlineData(0xC7, 100)]
    [InlineData(0xC8, 40)]
    [InlineData(0xCA, 20)]
    [InlineData(0xFF, 9)]
    public async Task Read_BmcGivesLess_ChunkShrinksAndIsRemembered(byte code, int most)
    {
        await using var bmc = Start();
        bmc.Faults.FruMaxReadBytes = most;
        bmc.Faults.FruTooLongCode = code;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var reader = new FruReader(session);
        Assert.Equal("SN00017", (await reader.ReadAsync(0, Ct)).Product!.SerialNumber!.Text);
        Assert.InRange(reader.MaxReadBytes, 8, most);
        var before = Reads(bmc).Count;
        await reader.ReadAsync(0, Ct);
        Assert.DoesNotContain(Reads(bmc).Skip(before), e => e.CompletionCode != 0);
    }

    [Fact]
    public async Task Read_LargeDevice_BlankSpaceIsLeftAlone()
    {
        var image = Builder().AddPowerSupply(800).Build(0xFFF8);
        await using var bmc = Start(o => o with { Hardware = new HardwareProfile { FruDevices = [new SimFru(3, image)] } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Single((await new FruReader(session).ReadAsync(3, Ct)).Records);
        Assert.InRange(Reads(bmc).Count, 1, 4);
        Assert.Equal(image, await new FruReader(session).ReadImageAsync(3, Ct));
    }

    [Fact]
    public async Task Read_ByWords_OffsetsAreWords()
    {
        await using var bmc = Start(o => o with { Hardware = new HardwareProfile { FruDevices = [new SimFru(0, Builder().Build(1024)) { ByWords = true }] } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var reader = new FruReader(session);

        Assert.Equal("S1", (await reader.ReadAsync(0, Ct)).Product!.SerialNumber!.Text);
        var changed = await new FruWriter(reader).SetFieldAsync(0, FruFieldId.ProductSerialNumber, "S2", Ct);
        Assert.Equal("S2", changed.Product!.SerialNumber!.Text);
    }

    [Fact]
    public async Task Read_SizeStatedTooLarge_EndsWhereTheDeviceEnds()
    {
        var image = Builder().Build(256);
        await using var bmc = Start(o => o with { Hardware = new HardwareProfile { FruDevices = [new SimFru(0, image) { StatedSize = 4096 }] } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal(image, await new FruReader(session).ReadImageAsync(0, Ct));
    }

    [Fact]
    public async Task Read_DeviceBusy_IsAskedAgain()
    {
        await using var bmc = Start();
        bmc.Faults.FruBusy = 2;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal("SN00017", (await new FruReader(session, new HastyTime()).ReadAsync(0, Ct)).Product!.SerialNumber!.Text);
        Assert.Equal(2, Reads(bmc).Count(e => e.CompletionCode == 0x81));
    }

    [Fact]
    public async Task SetField_BmcTakesLittle_IsWrittenAndVerified()
    {
        await using var bmc = Start();
        bmc.Faults.FruMaxWriteBytes = 10;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var writer = new FruWriter(new FruReader(session));

        var fru = await writer.SetFieldAsync(0, FruFieldId.ProductAssetTag, "rack 7, unit 12, left of the door", Ct);
        Assert.Equal(("rack 7, unit 12, left of the door", "std.bin"), (fru.Product!.AssetTag!.Text, fru.Product.FileId!.Text));
        Assert.Empty(fru.Remarks);
    }

    [Fact]
    public async Task SetField_WriteProtected_SaysSo()
    {
        await using var bmc = Start(o => o with { Hardware = new HardwareProfile { FruDevices = [new SimFru(0, Builder().Build(256)) { WriteProtectedFrom = 0 }] } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => new FruWriter(new FruReader(session)).SetFieldAsync(0, FruFieldId.ProductAssetTag, "x1", Ct));
        Assert.Contains("write-protected", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetField_BmcForgets_IsNoticed()
    {
        await using var bmc = Start();
        bmc.Faults.FruForgetsWrites = true;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var e = await Assert.ThrowsAsync<IpmiException>(() => new FruWriter(new FruReader(session)).SetFieldAsync(0, FruFieldId.ProductAssetTag, "x1", Ct));
        Assert.Equal(IpmiFailure.NotKept, e.Failure);
    }

    [Fact]
    public async Task ReadAll_EveryKindOfDevice_IsAnAnswer()
    {
        byte[] spd = [0x92, 0x13, 0x0B, 0x02, .. new byte[252]];
        await using var bmc = Start(o => o with
        {
            Hardware = new HardwareProfile { FruDevices = [new SimFru(0, Builder().Build(256)), new SimFru(1, spd), new SimFru(2, spd), new SimFru(3, new byte[64])] },
        });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var satellite = new FruLocator(0, "Backplane") { AccessAddress = 0xC0 };
        var devices = new List<FruDevice>();
        await foreach (var device in new InventoryReader(session).ReadAllAsync(
            [new(1, "DIMM A1") { DeviceTypeModifier = 1 }, new(2, "DIMM A2") { DeviceTypeModifier = 0 }, new(3, "Riser"), new(9, "PSU 2"), new(9, "PSU 2 again"), satellite, new(0xA0, "EEPROM") { IsLogical = false }], Ct))
            devices.Add(device);

        Assert.Equal(
            [FruDeviceState.Inventory, FruDeviceState.Raw, FruDeviceState.Raw, FruDeviceState.Blank, FruDeviceState.NotPresent, FruDeviceState.OutOfReach, FruDeviceState.OutOfReach],
            devices.Select(d => d.State));
        Assert.Equal(spd, devices[1].Raw.ToArray());
        Assert.Equal("Builtin FRU Device", devices[0].Locator.Name);
    }

    [Fact]
    public async Task ReadAll_SatelliteWithABridge_IsReadThroughIt()
    {
        await using var bmc = Start();
        await using var other = Start(o => o with { Hardware = new HardwareProfile { FruDevices = [new SimFru(0, Builder().Build(256))] } });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        // The other controller stands for a bridge: the reader sees no more than a connection.
        await using var bridge = await BmcSession.OpenAsync(Options(other), Ct);
        var reader = new InventoryReader(session, locator => locator.AccessAddress == 0xC0 ? bridge : null);

        var device = await reader.ReadAsync(new FruLocator(0, "Backplane") { AccessAddress = 0xC0 }, Ct);
        Assert.Equal("S1", device.Inventory!.Product!.SerialNumber!.Text);
    }

    [Fact]
    public async Task ReadServer_LocatorsOfTheRepository_LeadToEveryDevice()
    {
        await using var bmc = Start(o => o with { Hardware = ServerProfiles.Lenovo });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var devices = new List<FruDevice>();
        await foreach (var device in new InventoryReader(session).ReadServerAsync(Ct))
            devices.Add(device);

        Assert.Equal(
            [
                ("Builtin FRU Device", FruDeviceState.Inventory), ("Power Backplane", FruDeviceState.NotPresent), ("System Board", FruDeviceState.Inventory),
                ("DASD Backplane 1", FruDeviceState.Inventory), ("PIB FRU", FruDeviceState.Inventory),
            ],
            devices.Select(d => (d.Locator.Name, d.State)));
        // Behind the bridge the bus gives 23 bytes at a time.
        Assert.Equal("Y010UN98U00B", devices[^1].Inventory!.Board!.SerialNumber!.Text);
    }

    private static FruImageBuilder Builder() => new() { PackSixBit = true, Product = new FruProduct("Maker", "MODEL-7", "P1", "V1", "S1", "", "") };

    private static List<LedgerEntry> Reads(SimulatedBmc bmc) => [.. bmc.Ledger.Where(e => e is { NetFn: 0x0A, Command: ReadFru })];

    /// <summary>A clock whose timers fire at once.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
