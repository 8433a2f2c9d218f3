using System.Text;
using Portal.Ipmi.Inventory;
using Portal.Ipmi.Inventory.Records;

namespace Portal.Ipmi.Tests.Inventory;

public sealed class FruInventoryTests
{
    private const int Chassis = 2;
    private const int Board = 3;
    private const int Product = 4;
    private const int MultiRecord = 5;

    [Fact]
    public void Parse_ImageOfIpmiSim_EveryFieldIsThere()
    {
        var fru = FruInventory.Parse(FruImages.IpmiSim);

        Assert.Equal(("Rack Mount Chassis", "CH-PART-1", "CH-SER-001"), (fru.Chassis!.TypeName, fru.Chassis.PartNumber!.Text, fru.Chassis.SerialNumber!.Text));
        // The script writes 1700000000 seconds since 1970.
        Assert.Equal(new DateTimeOffset(2023, 11, 14, 22, 13, 0, TimeSpan.Zero), fru.Board!.ManufacturedAt);
        Assert.Equal(
            ["Simco", "SimBoard 9000", "BSN0001", "BPN-77", "frufile"],
            new[] { fru.Board.Manufacturer, fru.Board.ProductName, fru.Board.SerialNumber, fru.Board.PartNumber, fru.Board.FileId }.Select(f => f!.Text));
        Assert.Equal(
            ["Simco", "SimServer", "PPN-1", "v1", "PSN-42", "asset-7", "frufile"],
            new[] { fru.Product!.Manufacturer, fru.Product.ProductName, fru.Product.PartNumber, fru.Product.Version, fru.Product.SerialNumber, fru.Product.AssetTag, fru.Product.FileId }.Select(f => f!.Text));
        Assert.Equal(800, Assert.IsType<FruPowerSupplyRecord>(Assert.Single(fru.Records)).CapacityWatts);
        Assert.Empty(fru.Remarks);
        Assert.Null(fru.InternalUse);
    }

    [Theory]
    // §13.3: "IPMI" in packed six-bit ASCII.
    [InlineData("83 29 DC A6", FruEncoding.SixBitAscii, "IPMI")]
    [InlineData("81 29", FruEncoding.SixBitAscii, "I")]
    // §13.1: digits, Ah blank, Bh dash, Ch period.
    [InlineData("44 12 3A B4 C5", FruEncoding.BcdPlus, "123 -4.5")]
    [InlineData("03 00 FF 7E", FruEncoding.Binary, "00FF7E")]
    [InlineData("C4 41 FC 42 20", FruEncoding.Latin1, "AüB")]
    [InlineData("C3 41 1B 42", FruEncoding.Latin1, "A\uFFFDB")]
    [InlineData("C0", FruEncoding.Binary, "")]
    public void Parse_FieldInEnglish_IsDecoded(string field, FruEncoding encoding, string text)
    {
        byte[] content = [25, .. Hex(field), 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0];
        var fru = FruInventory.Parse(FruImages.Of(Product, FruImages.InfoArea(content)));

        Assert.Equal((encoding, text), (fru.Product!.Manufacturer!.Encoding, fru.Product.Manufacturer.Text));
        Assert.Empty(fru.Remarks);
    }

    [Fact]
    public void Parse_OtherLanguage_TextIsUnicodeButSerialNumberIsNot()
    {
        // §12: 86h Oriya or any other than 0 and 25; here 135, Chinese. The serial number is always English.
        byte[] name = Encoding.Unicode.GetBytes("浪潮");
        byte[] content = [135, (byte)(0xC0 | name.Length), .. name, 0xC0, 0xC0, 0xC0, 0xC4, .. "SN-1"u8, 0xC3, .. "odd"u8, 0xC0];
        var fru = FruInventory.Parse(FruImages.Of(Product, FruImages.InfoArea(content)));

        Assert.Equal(("浪潮", FruEncoding.Unicode), (fru.Product!.Manufacturer!.Text, fru.Product.Manufacturer.Encoding));
        Assert.Equal(("SN-1", "odd"), (fru.Product.SerialNumber!.Text, fru.Product.AssetTag!.Text));
        Assert.Equal([FruRemarkKind.BadText], fru.Remarks.Select(r => r.Kind));
    }

    [Fact]
    public void Parse_BoardWithoutDate_IsUnspecified()
    {
        var fru = FruInventory.Parse(FruImages.Of(Board, FruImages.InfoArea(25, 0, 0, 0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC2, 0x61, 0x62, 0xC2, 0x63, 0x64)));

        Assert.Null(fru.Board!.ManufacturedAt);
        Assert.Equal(["ab", "cd"], fru.Board.Custom.Select(f => f.Text));
    }

    [Fact]
    public void Parse_PowerSupply_EveryFieldIsThere()
    {
        // Laid out after table 18-1: 1200 W, 1500 VA, 40 A for 10 ms, 90-140 V and 180-264 V, 47-63 Hz, 12 ms, all flags,
        // 1300 W for 5 s, 5 V and 3.3 V together 120 W (the specification's own example), tachometer threshold 20.
        var record = Parse<FruPowerSupplyRecord>(0x00, "B0 04 DC 05 28 0A 28 23 B0 36 50 46 20 67 2F 3F 0C 1F 14 55 23 78 00 14");

        Assert.Equal((1200, 1500, 40, 10), (record.CapacityWatts, record.PeakVoltAmperes, record.InrushAmperes, record.InrushMilliseconds));
        Assert.Equal((new FruRange(90_000, 140_000), new FruRange(180_000, 264_000), new FruRange(47, 63), 12), (record.InputMillivolts1, record.InputMillivolts2, record.InputHertz, record.DropoutMilliseconds));
        Assert.True(record.PredictsFailure && record.CorrectsPowerFactor && record.Autoswitch && record.HotSwap && record.TwoPulsesOrFailsLow);
        Assert.Equal((1300, 5, new FruRange(5_000, 3_300), 120, 20), (record.PeakWatts, record.PeakSeconds, record.CombinedMillivolts, record.CombinedWatts, record.FailureRotationsPerSecond));
    }

    [Fact]
    public void Parse_PowerSupply_UnspecifiedIsNull()
    {
        var record = Parse<FruPowerSupplyRecord>(0x00, "20 03 FF FF FF 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 0F 00 00 00 00");

        Assert.Equal((null, null, null, null), (record.PeakVoltAmperes, record.InrushAmperes, record.PeakWatts, record.CombinedMillivolts));
    }

    [Fact]
    public void Parse_DcOutputAndLoad_EveryFieldIsThere()
    {
        // §18.2: FB50h is -12 V; the extended records of §18.2a and §18.3a count currents in 10 or 100 mA.
        var output = Parse<FruDcOutputRecord>(0x01, "83 50 FB 3C FF C4 00 78 00 F4 01 D0 07");
        Assert.Equal((3, true, -12_000, -1_960, 1_960, 120, 500, 2_000), (output.Output, output.Standby, output.NominalMillivolts, output.NegativeDeviationMillivolts, output.PositiveDeviationMillivolts, output.RippleMillivolts, output.MinimumMilliamperes, output.MaximumMilliamperes));
        Assert.Equal(200_000, Parse<FruDcOutputRecord>(0x09, "13 B0 04 00 00 00 00 00 00 00 00 D0 07").MaximumMilliamperes);
        Assert.Equal(20_000, Parse<FruDcLoadRecord>(0x0A, "03 B0 04 00 00 00 00 00 00 00 00 D0 07").MaximumMilliamperes);

        var load = Parse<FruDcLoadRecord>(0x02, "01 4A 01 3A 01 5B 01 32 00 64 00 B8 0B");
        Assert.Equal((1, 3_300, 3_140, 3_470, 50, 100, 3_000), (load.Output, load.NominalMillivolts, load.MinimumMillivolts, load.MaximumMillivolts, load.RippleMillivolts, load.MinimumMilliamperes, load.MaximumMilliamperes));
    }

    [Fact]
    public void Parse_ManagementAccess_ExampleOfTheSpecification()
    {
        // Table 18-7.
        byte[] area = [.. FruImages.Record(0x03, false, [1, .. "http://finance.sc.hp.com:280"u8]), .. FruImages.Record(0x03, true, [2, .. "Finance Server 2"u8])];
        var records = FruInventory.Parse(FruImages.Of(MultiRecord, area)).Records.Cast<FruManagementAccessRecord>();

        Assert.Equal(
            [(FruManagementAccessKind.SystemUrl, "http://finance.sc.hp.com:280"), (FruManagementAccessKind.SystemName, "Finance Server 2")],
            records.Select(r => (r.Kind, r.Text)));
    }

    [Fact]
    public void Parse_Compatibility_ExampleOfTheSpecification()
    {
        // §18.6.1: codes 10 to 16, 22 and 23.
        var record = Parse<FruCompatibilityRecord>(0x04, "57 01 00 0A 01 0A 3F 08");

        Assert.Equal((343, (byte)10, (byte)1), (record.ManufacturerId, record.EntityId, record.CompatibilityBase));
        // The second mask's bit 3 is code start + 12; the specification's own text says so too, and counts 23 among the codes by mistake.
        Assert.Equal([10, 11, 12, 13, 14, 15, 16, 22], record.Codes);
    }

    [Theory]
    [InlineData("5A 31 00 14 00", "PICMG")]
    [InlineData("71 8E 00", "DCMI")]
    [InlineData("A2 02 00 01", null)]
    public void Parse_OemRecord_KnowsWhoseItIs(string hex, string? body) => Assert.Equal(body, Parse<FruOemRecord>(0xC0, hex).Body);

    [Theory]
    [InlineData(7, FruRemarkKind.Checksum, FruArea.Header)]
    [InlineData(39, FruRemarkKind.Checksum, FruArea.Chassis)]
    [InlineData(8, FruRemarkKind.Version, FruArea.Chassis)]
    [InlineData(154, FruRemarkKind.Checksum, FruArea.MultiRecord)]
    [InlineData(160, FruRemarkKind.Checksum, FruArea.MultiRecord)]
    public void Parse_OneByteWrong_IsRemarkedAndRead(int offset, FruRemarkKind kind, FruArea area)
    {
        var image = FruImages.IpmiSim.ToArray();
        image[offset] ^= 0x08;
        var fru = FruInventory.Parse(image);

        Assert.Contains(fru.Remarks, r => r.Kind == kind && r.Area == area);
        Assert.Equal("PSN-42", fru.Product!.SerialNumber!.Text);
        Assert.Single(fru.Records);
    }

    [Fact]
    public void Parse_DeviceEndsInsideAnArea_WhatIsThereIsRead()
    {
        var fru = FruInventory.Parse(FruImages.IpmiSim.AsSpan(0, 60));

        Assert.Equal(("Simco", null), (fru.Board!.Manufacturer!.Text, fru.Board.SerialNumber));
        Assert.Null(fru.Product);
        Assert.Equal(
            [(FruRemarkKind.PastEnd, FruArea.Board), (FruRemarkKind.FieldPastEnd, FruArea.Board), (FruRemarkKind.FieldsMissing, FruArea.Board), (FruRemarkKind.PastEnd, FruArea.Product), (FruRemarkKind.PastEnd, FruArea.MultiRecord)],
            fru.Remarks.Select(r => (r.Kind, r.Area)));
    }

    [Theory]
    [InlineData(0xFF, FruRemarkKind.Filler)]
    [InlineData(0xFE, FruRemarkKind.Filler)]
    [InlineData(0x00, FruRemarkKind.NoEndMarker)]
    public void Parse_FieldsNotClosed_FillerIsNoField(byte filler, FruRemarkKind kind)
    {
        var area = FruImages.InfoArea(0x17, 0xC2, 0x61, 0x62, 0xC2, 0x63, 0x64);
        area.AsSpan(9..^1).Fill(filler);
        area[^1] = 0;
        area[^1] = FruImages.Zero(area);
        var fru = FruInventory.Parse(FruImages.Of(Chassis, area));

        Assert.Equal(("ab", "cd"), (fru.Chassis!.PartNumber!.Text, fru.Chassis.SerialNumber!.Text));
        Assert.Empty(fru.Chassis.Custom);
        Assert.Equal([kind], fru.Remarks.Select(r => r.Kind));
    }

    [Fact]
    public void Parse_AreasOutOfOrderOneWithoutLength_AreRead()
    {
        var product = FruImages.InfoArea(25, 0xC2, 0x61, 0x62, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0);
        var chassis = FruImages.InfoArea(0x17, 0xC2, 0x63, 0x64, 0xC0);
        product[1] = 0;
        var image = FruImages.Of(Product, [.. product, .. chassis]);
        image[Chassis] = (byte)(1 + (product.Length / 8));
        image[7] = 0;
        image[7] = FruImages.Zero(image.AsSpan(0, 7));
        var fru = FruInventory.Parse(image);

        Assert.Equal(("ab", "cd"), (fru.Product!.Manufacturer!.Text, fru.Chassis!.PartNumber!.Text));
        Assert.Equal([FruRemarkKind.NoLength], fru.Remarks.Select(r => r.Kind));
    }

    [Fact]
    public void Parse_Blank_IsAnAnswer()
    {
        Assert.True(FruInventory.Parse(new byte[256]).IsBlank);
        Assert.True(FruInventory.Parse(Enumerable.Repeat((byte)0xFF, 256).ToArray()).IsBlank);
    }

    [Theory]
    [InlineData("01 00 00 01 00 00 00")]
    [InlineData("92 10 0B 02 04 21 00 09")]
    public void Parse_NoInventoryAtAll_Throws(string hex) => Assert.Throws<IpmiFormatException>(() => FruInventory.Parse(Hex(hex)));

    [Fact]
    public void Parse_InternalUse_EndsWhereTheNextAreaBegins()
    {
        var image = new byte[8 + 16 + 16];
        image[0] = 1;
        image[1] = 1;
        image[Chassis] = 3;
        image[7] = FruImages.Zero(image.AsSpan(0, 7));
        image[8] = 1;
        image[9] = 0xAB;
        FruImages.InfoArea(0x11, 0xC0, 0xC0).CopyTo(image, 24);

        var area = FruInventory.Parse(image).InternalUse!;
        Assert.Equal((8, 16, 15, (byte)0xAB), (area.Offset, area.Length, area.Data.Length, area.Data.Span[0]));
    }

    private static T Parse<T>(byte type, string hex)
        where T : FruRecord
    {
        var fru = FruInventory.Parse(FruImages.Of(MultiRecord, FruImages.Record(type, true, Hex(hex))));
        Assert.Empty(fru.Remarks);
        return Assert.IsType<T>(Assert.Single(fru.Records));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
