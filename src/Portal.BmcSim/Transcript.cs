using System.Buffers.Binary;
using System.Numerics;

namespace Portal.BmcSim;

/// <summary>The newest characters of one direction of the serial line.</summary>
internal sealed class Transcript(int limit)
{
    private byte[] _bytes = [];
    private int _count;

    /// <summary>Characters ever added, also those forgotten.</summary>
    public long Length { get; private set; }

    /// <summary>CRC-32C, without the usual inversions, of all characters ever added: what tells long transcripts apart that nobody keeps.</summary>
    public uint Checksum { get; private set; }

    public void Add(ReadOnlySpan<byte> characters)
    {
        Length += characters.Length;
        Checksum = Sum(Checksum, characters);
        if (characters.Length > limit)
            characters = characters[^limit..];
        // Forgetting a quarter at a time keeps the cost of a full transcript at a few copies per byte.
        if (_count + characters.Length > limit)
        {
            var keep = Math.Min(_count, Math.Max(0, Math.Min(limit - characters.Length, limit - (limit / 4))));
            _bytes.AsSpan(_count - keep, keep).CopyTo(_bytes);
            _count = keep;
        }
        if (_count + characters.Length > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(limit, Math.Max(256, (_count + characters.Length) * 2L)));
        characters.CopyTo(_bytes.AsSpan(_count));
        _count += characters.Length;
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _count).ToArray();

    public ReadOnlySpan<byte> Tail(int count) => _bytes.AsSpan(Math.Max(0, _count - count), Math.Min(count, _count));

    private static uint Sum(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            sum = BitOperations.Crc32C(sum, b);
        return sum;
    }
}
