using System.Buffers.Binary;

namespace Portal.BmcSim.Commands;

/// <summary>Collects the data of an answer, after the completion code.</summary>
internal ref struct ReplyWriter(Span<byte> buffer)
{
    /// <summary>Most bytes an answer may have after its completion code.</summary>
    public const int MaxLength = 255;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly int Room => _buffer.Length - _length;

    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    public void Byte(int value) => _buffer[_length++] = (byte)value;

    public void UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[_length..], (ushort)value);
        _length += 2;
    }

    public void UInt24(int value)
    {
        UInt16(value);
        Byte(value >> 16);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[_length..], value);
        _length += 4;
    }

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(_buffer[_length..]);
        _length += value.Length;
    }
}
