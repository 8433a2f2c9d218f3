using Portal.Ipmi.Inventory;

namespace Portal.Ipmi.Tests.Inventory;

public sealed class FruEditorTests
{
    [Fact]
    public void SetField_FitsItsArea_NothingElseMoves()
    {
        var image = FruEditor.SetField(FruImages.IpmiSim, FruFieldId.BoardSerialNumber, "BSN0002");

        var changed = Enumerable.Range(0, image.Length).Where(i => image[i] != FruImages.IpmiSim[i]);
        // The digit and the checksum of its area.
        Assert.Equal([73, 95], changed);
    }

    [Fact]
    public void SetField_GrowsBeyondItsArea_LaterAreasMove()
    {
        var fru = FruInventory.Parse(FruEditor.SetField(FruImages.IpmiSim, FruFieldId.ChassisPartNumber, "A chassis part number of forty characters"));

        Assert.Empty(fru.Remarks);
        Assert.Equal(("CH-SER-001", "BSN0001", "PSN-42"), (fru.Chassis!.SerialNumber!.Text, fru.Board!.SerialNumber!.Text, fru.Product!.SerialNumber!.Text));
        Assert.Single(fru.Records);
    }

    [Fact]
    public void SetField_NoRoom_SaysSo()
    {
        var image = FruImages.IpmiSim.AsSpan(0, 184).ToArray();

        var e = Assert.Throws<InvalidOperationException>(() => FruEditor.SetField(image, FruFieldId.ProductAssetTag, new string('x', 60)));
        Assert.Contains("184", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SetField_InternalUseBehind_IsNotMoved()
    {
        var chassis = FruImages.InfoArea(0x17, 0xC2, 0x61, 0x62, 0xC0);
        byte[] image = [.. FruImages.Of(2, chassis), .. new byte[64]];
        image[1] = (byte)(1 + (chassis.Length / 8));
        image[7] = 0;
        image[7] = FruImages.Zero(image.AsSpan(0, 7));

        Assert.Throws<InvalidOperationException>(() => FruEditor.SetField(image, FruFieldId.ChassisSerialNumber, "0123456789"));
    }

    [Fact]
    public void SetField_OddTexts_AreRefusedOrPadded()
    {
        Assert.Throws<ArgumentException>(() => FruEditor.SetField(FruImages.IpmiSim, FruFieldId.ProductAssetTag, new string('x', 64)));
        Assert.Throws<ArgumentException>(() => FruEditor.SetField(FruImages.IpmiSim, FruFieldId.ProductAssetTag, "資産"));
        Assert.Throws<ArgumentException>(() => FruEditor.SetField(FruImages.IpmiSim, FruFieldId.Custom(FruArea.Product, 1), "gap"));
        // C1h would end the fields: one character is stored with a blank.
        var fru = FruInventory.Parse(FruEditor.SetField(FruImages.IpmiSim, FruFieldId.ProductAssetTag, "7"));
        Assert.Equal(("7", 2, "frufile"), (fru.Product!.AssetTag!.Text, fru.Product.AssetTag.Raw.Length, fru.Product.FileId!.Text));
    }

    [Fact]
    public void SetField_OtherLanguage_IsWrittenAsUnicode()
    {
        var image = FruImages.IpmiSim.ToArray();
        image[98] = 63; // Japanese
        var fru = FruInventory.Parse(FruEditor.SetField(image, FruFieldId.Custom(FruArea.Product, 0), "資産"));

        Assert.Equal("資産", fru.Product!.Custom[0].Text);
    }
}
