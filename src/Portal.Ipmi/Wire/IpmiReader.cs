using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Portal.Ipmi.Wire;

/// <summary>Reads IPMI fields from bytes that are not to be trusted. Multi-byte values are least significant byte first unless the name says otherwise.</summary>
public ref struct IpmiReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    /// <summary>Starts at the first byte of <paramref name="bytes"/>.</summary>
    public IpmiReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>Reads one byte.</summary>
    public byte ReadByte()
    {
        Need(1);
        return _bytes[_position++];
    }

    /// <summary>Reads a 16-bit value, least significant byte first.</summary>
    public ushort ReadUInt16()
    {
        Need(2);
        var value = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[_position..]);
        _position += 2;
        return value;
    }

    /// <summary>Reads a 24-bit value, least significant byte first.</summary>
    public int ReadUInt24()
    {
        Need(3);
        var value = _bytes[_position] | (_bytes[_position + 1] << 8) | (_bytes[_position + 2] << 16);
        _position += 3;
        return value;
    }

    /// <summary>Reads a 32-bit value, least significant byte first.</summary>
    public uint ReadUInt32()
    {
        Need(4);
        var value = BinaryPrimitives.ReadUInt32LittleEndian(_bytes[_position..]);
        _position += 4;
        return value;
    }

    /// <summary>Reads exactly <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Need(count);
        var bytes = _bytes.Slice(_position, count);
        _position += count;
        return bytes;
    }

    /// <summary>Reads everything that is left.</summary>
    public ReadOnlySpan<byte> ReadRest() => ReadBytes(Remaining);

    /// <summary>Passes over <paramref name="count"/> bytes: reserved fields are ignored when read.</summary>
    public void Skip(int count) => ReadBytes(count);

    /// <summary>Insists that nothing is left.</summary>
    public readonly void ReadEnd()
    {
        if (Remaining != 0)
            ThrowExcess(_position, Remaining);
    }

    private readonly void Need(int count)
    {
        if (Remaining < count)
            ThrowShort(count, _position, Remaining);
    }

    [DoesNotReturn]
    private static void ThrowShort(int count, int position, int remaining) =>
        throw new IpmiFormatException($"Expected {count} more bytes at offset {position}, but only {remaining} are left.");

    [DoesNotReturn]
    private static void ThrowExcess(int position, int remaining) =>
        throw new IpmiFormatException($"Expected the end at offset {position}, but {remaining} bytes are left.");
}
