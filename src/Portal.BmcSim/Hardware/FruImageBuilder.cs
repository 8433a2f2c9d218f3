using System.Buffers.Binary;
using System.Text;

namespace Portal.BmcSim.Hardware;

/// <summary>Writes FRU images after the Platform Management FRU Information Storage Definition, without a look at how the engine reads them.</summary>
public sealed class FruImageBuilder
{
    private const byte English = 25;
    private readonly List<(byte Type, byte[] Data)> _records = [];

    /// <summary>Bytes of the internal use area; null for none.</summary>
    public byte[]? InternalUse { get; init; }

    /// <summary>Chassis info area; null for none.</summary>
    public FruChassis? Chassis { get; init; }

    /// <summary>Board info area; null for none.</summary>
    public FruBoard? Board { get; init; }

    /// <summary>Product info area; null for none.</summary>
    public FruProduct? Product { get; init; }

    /// <summary>Strings that six-bit ASCII can hold are packed.</summary>
    public bool PackSixBit { get; init; }

    /// <summary>Adds a record to the MultiRecord area.</summary>
    public FruImageBuilder AddRecord(byte type, params byte[] data)
    {
        _records.Add((type, data));
        return this;
    }

    /// <summary>Adds a Power Supply Information record of a usual AC supply.</summary>
    public FruImageBuilder AddPowerSupply(ushort watts, bool hotSwap = true)
    {
        var data = new byte[24];
        BinaryPrimitives.WriteUInt16LittleEndian(data, watts);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(2), (ushort)(watts * 5 / 4));
        data[4] = 35;
        data[5] = 10;
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(6), 9000);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(8), 14000);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(10), 18000);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(12), 26400);
        data[14] = 47;
        data[15] = 63;
        data[16] = 12;
        data[17] = (byte)(0x06 | (hotSwap ? 0x08 : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(18), (ushort)((5 << 12) | (watts + 100)));
        data[20] = 0x23;
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(21), 120);
        return AddRecord(0x00, data);
    }

    /// <summary>Adds a DC Output record.</summary>
    public FruImageBuilder AddDcOutput(int output, short nominal10Millivolts, ushort maximumMilliamperes)
    {
        var data = new byte[13];
        data[0] = (byte)output;
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(1), nominal10Millivolts);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(3), (short)(nominal10Millivolts * 95 / 100));
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(5), (short)(nominal10Millivolts * 105 / 100));
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(7), 120);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(9), 500);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(11), maximumMilliamperes);
        return AddRecord(0x01, data);
    }

    /// <summary>The image of a device of <paramref name="size"/> bytes; blank space is 00h.</summary>
    public byte[] Build(int size)
    {
        var image = new byte[size];
        var position = 8;
        image[0] = 1;
        Place(1, InternalUse is null ? null : Padded([1, .. InternalUse]));
        Place(2, Chassis is null ? null : Area([Chassis.Type], [Chassis.PartNumber, Chassis.SerialNumber, .. Chassis.Custom]));
        Place(3, Board is null ? null : Area([English, .. Minutes(Board.Made)], [Board.Manufacturer, Board.Product, Board.SerialNumber, Board.PartNumber, Board.FileId, .. Board.Custom]));
        Place(4, Product is null ? null : Area([English], [Product.Manufacturer, Product.Name, Product.PartNumber, Product.Version, Product.SerialNumber, Product.AssetTag, Product.FileId, .. Product.Custom]));
        Place(5, Records());
        image[7] = Zero(image.AsSpan(0, 7));
        return image;

        void Place(int field, byte[]? area)
        {
            if (area is null)
                return;
            image[field] = (byte)(position / 8);
            area.CopyTo(image, position);
            position += (area.Length + 7) / 8 * 8;
        }
    }

    private static byte[] Minutes(DateTime? made)
    {
        if (made is not { } time)
            return [0, 0, 0];
        var minutes = (int)(time - new DateTime(1996, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalMinutes;
        return [(byte)minutes, (byte)(minutes >> 8), (byte)(minutes >> 16)];
    }

    private static byte[] Padded(byte[] bytes)
    {
        Array.Resize(ref bytes, (bytes.Length + 7) / 8 * 8);
        return bytes;
    }

    private static byte Zero(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum += value;
        return (byte)-sum;
    }

    private byte[] Area(byte[] head, IEnumerable<string> fields)
    {
        // Version, length, head, fields, end of fields, padding, checksum.
        List<byte> bytes = [1, 0, .. head];
        foreach (var field in fields)
            bytes.AddRange(Field(field));
        bytes.Add(0xC1);
        while (bytes.Count % 8 != 7)
            bytes.Add(0);
        bytes[1] = (byte)((bytes.Count + 1) / 8);
        bytes.Add(Zero(bytes.ToArray()));
        return [.. bytes];
    }

    private byte[] Field(string text)
    {
        var fits = PackSixBit && text.Length > 0 && text.All(c => c is >= ' ' and <= '_');
        if (!fits)
            return [(byte)(0xC0 | text.Length), .. Encoding.Latin1.GetBytes(text)];
        var packed = new byte[((text.Length * 6) + 7) / 8];
        for (var i = 0; i < text.Length * 6; i++)
        {
            if (((text[i / 6] - ' ') >> (i % 6) & 1) != 0)
                packed[i / 8] |= (byte)(1 << (i % 8));
        }
        return [(byte)(0x80 | packed.Length), .. packed];
    }

    private byte[]? Records()
    {
        List<byte> bytes = [];
        for (var i = 0; i < _records.Count; i++)
        {
            var (type, data) = _records[i];
            byte[] header = [type, (byte)(i == _records.Count - 1 ? 0x82 : 0x02), (byte)data.Length, Zero(data)];
            bytes.AddRange([.. header, Zero(header), .. data]);
        }
        return bytes.Count == 0 ? null : [.. bytes];
    }
}
