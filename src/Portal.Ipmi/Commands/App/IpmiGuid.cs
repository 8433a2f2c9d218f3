namespace Portal.Ipmi.Commands.App;

/// <summary>A GUID of a BMC, in the byte order that makes sense of it, IPMI 2.0 §20.8 and §22.14.</summary>
/// <param name="Encoding">The byte order that was taken.</param>
/// <param name="Value">The GUID; read as SMBIOS order when the encoding is unknown.</param>
/// <param name="Version">Version of the GUID, 1 to 8; 0 when it is none that is known.</param>
public readonly record struct IpmiGuid(GuidEncoding Encoding, Guid Value, int Version)
{
    private const int Length = 16;
    private const int LatestVersion = 8;

    /// <summary>
    /// Reads 16 bytes. Given <see cref="GuidEncoding.Unknown"/> it tries SMBIOS, RFC 4122 and IPMI order, and takes the first that gives
    /// a known version and the variant of RFC 4122, or else the first with a known version: BMCs that make GUIDs up often forget the variant.
    /// </summary>
    /// <exception cref="IpmiFormatException">There are not 16 bytes.</exception>
    public static IpmiGuid Parse(ReadOnlySpan<byte> bytes, GuidEncoding encoding = GuidEncoding.Unknown)
    {
        if (bytes.Length != Length)
            throw new IpmiFormatException($"A GUID has {Length} bytes; this one has {bytes.Length}.");
        if (encoding != GuidEncoding.Unknown)
            return Of(bytes, encoding);
        IpmiGuid? second = null;
        for (var candidate = GuidEncoding.Smbios; candidate <= GuidEncoding.Ipmi; candidate++)
        {
            var guid = Of(bytes, candidate);
            if (guid.Version == 0)
                continue;
            if (guid.Value.Variant is >= 8 and <= 11)
                return guid;
            second ??= guid;
        }

        return second ?? Of(bytes, GuidEncoding.Smbios) with { Encoding = GuidEncoding.Unknown, Version = 0 };
    }

    /// <summary>The GUID in its usual form.</summary>
    public override string ToString() => Value.ToString("D");

    private static IpmiGuid Of(ReadOnlySpan<byte> bytes, GuidEncoding encoding)
    {
        Span<byte> backwards = stackalloc byte[Length];
        for (var i = 0; i < Length; i++)
            backwards[i] = bytes[Length - 1 - i];
        var value = encoding switch
        {
            GuidEncoding.Rfc4122 => new Guid(bytes, bigEndian: true),
            GuidEncoding.Ipmi => new Guid(backwards, bigEndian: true),
            _ => new Guid(bytes),
        };
        return new IpmiGuid(encoding, value, value.Version is >= 1 and <= LatestVersion ? value.Version : 0);
    }
}
