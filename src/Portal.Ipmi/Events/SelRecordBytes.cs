using System.Buffers.Binary;

namespace Portal.Ipmi.Events;

/// <summary>The 16 bytes of a SEL record as a value that can be compared.</summary>
public readonly record struct SelRecordBytes
{
    /// <summary>Size of every SEL record.</summary>
    public const int Length = 16;

    private readonly UInt128 _value;

    /// <summary>Takes 16 bytes in the order of the wire.</summary>
    /// <exception cref="IpmiFormatException">Not 16 bytes.</exception>
    public SelRecordBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new IpmiFormatException($"Expected a SEL record of {Length} bytes, but it has {bytes.Length}.");
        _value = BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    /// <summary>One byte, counted from 0; the specification counts from 1.</summary>
    public byte this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length, nameof(index));
            return (byte)(_value >> (8 * index));
        }
    }

    /// <summary>Writes the bytes in the order of the wire.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128LittleEndian(destination, _value);

    /// <summary>The bytes in the order of the wire.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Convert.ToHexString(ToArray());

    internal ushort UInt16(int index) => (ushort)(_value >> (8 * index));

    internal uint UInt32(int index) => (uint)(_value >> (8 * index));
}
