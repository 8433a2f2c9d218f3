namespace Portal.Ipmi.Wire;

/// <summary>The 8-bit checksum of IPMI messages: the bytes and their checksum add up to zero (IPMI 2.0 §13.8).</summary>
internal static class Checksum
{
    /// <summary>The checksum of <paramref name="bytes"/>.</summary>
    public static byte Of(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum += value;
        return (byte)-sum;
    }
}
