using System.Buffers.Binary;
using System.Numerics;

namespace Portal.Bench.Consoles;

/// <summary>CRC-32C as the simulator's ledger has it: without the usual inversions, so that it goes on from any point.</summary>
internal static class Checksum
{
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            sum = BitOperations.Crc32C(sum, b);
        return sum;
    }
}
