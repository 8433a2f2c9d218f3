using System.Buffers.Binary;
using System.Text;

namespace Portal.BmcSim.Hardware.Profiles;

/// <summary>Parts that several inventories have, and answers to makers' commands.</summary>
internal static class InventoryKit
{
    private const byte App = 0x06;
    private const byte GetSystemInfo = 0x59;
    private const int Block = 16;

    /// <summary>FRU image of a power supply: board area, power supply information, two outputs.</summary>
    public static byte[] PowerSupply(string maker, string part, string serial, ushort watts, int size) =>
        new FruImageBuilder
        {
            Board = new FruBoard(new DateTime(2023, 11, 20, 8, 0, 0, DateTimeKind.Utc), maker, $"PWR SPLY,{watts}W,RDNT", serial, part, ""),
            Product = new FruProduct(maker, $"Power Supply {watts} W", part, "01", serial, "", ""),
        }.AddPowerSupply(watts).AddDcOutput(1, 1200, 65000).AddDcOutput(0x82, 1200, 3000).Build(size);

    /// <summary>A system info parameter of the maker's in the form of strings: blocks of 16 bytes behind their set selector.</summary>
    public static IEnumerable<SimOemAnswer> Blocks(byte parameter, byte[] whole)
    {
        for (var block = 0; block * Block < whole.Length; block++)
            yield return new SimOemAnswer(App, GetSystemInfo, [0, parameter, (byte)block], [0x11, (byte)block, .. whole.AsSpan(block * Block, Math.Min(Block, whole.Length - (block * Block)))]);
    }

    /// <summary>A string parameter of the maker's.</summary>
    public static IEnumerable<SimOemAnswer> String(byte parameter, string text) => Blocks(parameter, [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);

    /// <summary>A parameter of the maker's that is answered at once.</summary>
    public static SimOemAnswer Parameter(byte parameter, byte[] rest, params byte[] data) => new(App, GetSystemInfo, [0, parameter, 0, 0, .. rest], [0x11, .. data]);

    public static byte[] UInt16(params ushort[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), values[i]);
        return bytes;
    }

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
