namespace Portal.Fleet.Consoles.Storage;

/// <summary>Numbers in as few bytes as they need, seven bits each, lowest first.</summary>
internal static class Varint
{
    public const int Longest = 10;

    public static int Write(Span<byte> into, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            into[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        into[length++] = (byte)value;
        return length;
    }

    /// <summary>Zigzag: small numbers stay short, whatever their sign.</summary>
    public static int WriteSigned(Span<byte> into, long value) => Write(into, (ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Reads a number and moves on; false when it does not end.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> from, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Longest && i < from.Length; i++)
        {
            value |= (ulong)(from[i] & 0x7F) << (7 * i);
            if (from[i] >= 0x80)
                continue;
            from = from[(i + 1)..];
            return true;
        }

        return false;
    }

    public static bool TryReadSigned(ref ReadOnlySpan<byte> from, out long value)
    {
        var ok = TryRead(ref from, out var zigzag);
        value = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        return ok;
    }
}
