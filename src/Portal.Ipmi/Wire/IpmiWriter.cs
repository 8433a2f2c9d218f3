using System.Buffers.Binary;

namespace Portal.Ipmi.Wire;

/// <summary>Writes IPMI fields into a buffer of the caller's. Multi-byte values go least significant byte first unless the name says otherwise.</summary>
public ref struct IpmiWriter
{
    private readonly Span<byte> _buffer;
    private int _position;

    /// <summary>Starts at the first byte of <paramref name="buffer"/>.</summary>
    public IpmiWriter(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public readonly int Written => _position;

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value) => _buffer[_position++] = value;

    /// <summary>Writes a 16-bit value, least significant byte first.</summary>
    public void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[_position..], value);
        _position += 2;
    }

    /// <summary>Writes a 32-bit value, least significant byte first.</summary>
    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[_position..], value);
        _position += 4;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[_position..]);
        _position += bytes.Length;
    }
}
