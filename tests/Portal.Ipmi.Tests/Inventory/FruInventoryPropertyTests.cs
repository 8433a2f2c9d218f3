using FsCheck.Xunit;
using Portal.Ipmi.Inventory;

namespace Portal.Ipmi.Tests.Inventory;

public sealed class FruInventoryPropertyTests
{
    private const int MaxBytesOfMemory = 1 << 20;

    [Property]
    public void Parse_RandomBytes_ThrowsNothingButFormatExceptions(byte[] bytes) => Try(bytes);

    [Property(MaxTest = 1000)]
    public void Parse_RandomBytesBehindAHeader_ThrowsNothing(byte[] bytes, byte[] offsets)
    {
        byte[] header = [1, 0, 0, 0, 0, 0, 0, 0];
        for (var i = 0; i < Math.Min(5, offsets.Length); i++)
            header[i + 1] = (byte)(offsets[i] % 32);
        FruInventory.Parse([.. header, .. bytes]);
    }

    [Property(MaxTest = 1000)]
    public void Parse_BrokenImage_ThrowsNothingButFormatExceptions(ushort offset, byte value, byte length)
    {
        var image = FruImages.IpmiSim.AsSpan(0, 160 + (length % 64)).ToArray();
        image[offset % image.Length] = value;
        Try(image);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x01)]
    [InlineData(0x41)]
    [InlineData(0xC2)]
    public void Parse_LargestImageOfOneByte_StaysWithinItsMemory(byte filler)
    {
        var image = new byte[0x10000];
        image.AsSpan().Fill(filler);
        byte[] header = [1, 1, 2, 0xF0, 0x78, 0x10, 0, 0];
        header.CopyTo(image, 0);
        // Areas of the greatest length, and a list of records without data or end.
        image[17] = image[(0xF0 * 8) + 1] = image[(0x78 * 8) + 1] = 0xFF;
        FruInventory.Parse(image);
        var before = GC.GetAllocatedBytesForCurrentThread();
        FruInventory.Parse(image);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytesOfMemory);
    }

    [Property]
    public void SetField_AnyLatinText_IsReadBack(string? text)
    {
        var wanted = new string([.. (text ?? "").Where(c => c is >= ' ' and <= '~').Take(60)]).TrimEnd();
        foreach (var field in new[] { FruFieldId.ChassisSerialNumber, FruFieldId.BoardProductName, FruFieldId.ProductAssetTag, FruFieldId.Custom(FruArea.Product, 0) })
        {
            var fru = FruInventory.Parse(FruEditor.SetField(FruImages.IpmiSim, field, wanted));
            Assert.Empty(fru.Remarks);
            Assert.Equal(800, Assert.IsType<Portal.Ipmi.Inventory.Records.FruPowerSupplyRecord>(Assert.Single(fru.Records)).CapacityWatts);
            var read = field.Area switch
            {
                FruArea.Chassis => fru.Chassis!.SerialNumber!,
                FruArea.Board => fru.Board!.ProductName!,
                _ => field.Index == 5 ? fru.Product!.AssetTag! : fru.Product!.Custom[0],
            };
            Assert.Equal(wanted, read.Text);
        }
    }

    private static void Try(byte[] bytes)
    {
        try
        {
            FruInventory.Parse(bytes);
        }
        catch (IpmiFormatException)
        {
        }
    }
}
