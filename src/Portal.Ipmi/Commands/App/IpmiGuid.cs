using System.Buffers.Binary;

namespace Portal.Ipmi.Commands.App;

/// <summary>A GUID of a BMC, in the byte order that makes sense of it, IPMI 2.0 §20.8 and §22.14.</summary>
/// <param name="Encoding">The byte order that was taken.</param>
/// <param name="Value">The GUID; read as SMBIOS order when the encoding is unknown.</param>
/// <param name="Version">Version of the GUID, 1 to 8; 0 when it is none that is known.</param>
public readonly record struct IpmiGuid(GuidEncoding Encoding, Guid Value, int Version)
{
    private const int Length = 16;
    private const int LatestVersion = 8;
    private const int TimeBased = 1;

    /// <summary>Ticks from the Gregorian calendar's first day, 15 October 1582, to a day before there was IPMI, and to one long after all that is in use.</summary>
    private static readonly long s_earliest = (new DateTime(1998, 1, 1) - new DateTime(1582, 10, 15)).Ticks;
    private static readonly long s_latest = (new DateTime(2100, 1, 1) - new DateTime(1582, 10, 15)).Ticks;

    /// <summary>
    /// Reads 16 bytes. Given <see cref="GuidEncoding.Unknown"/> it tries SMBIOS, RFC 4122 and IPMI order, and takes the first that gives
    /// a known version (of version 1 with a time that can be) and the variant of RFC 4122, or else the first with a known version: BMCs that make GUIDs up often forget the variant.
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
            if (guid.Version == 0 || (guid.Version == TimeBased && !IsPlausibleTime(guid.Value)))
                continue;
            if (guid.Value.Variant is >= 8 and <= 11)
                return guid;
            second ??= guid;
        }

        return second ?? Of(bytes, GuidEncoding.Smbios) with { Encoding = GuidEncoding.Unknown, Version = 0 };
    }

    /// <summary>The GUID in its usual form.</summary>
    public override string ToString() => Value.ToString("D");

    /// <summary>A GUID of version 1 holds the time it was made; in the wrong order that is centuries off.</summary>
    private static bool IsPlausibleTime(Guid value)
    {
        Span<byte> bytes = stackalloc byte[Length];
        value.TryWriteBytes(bytes);
        var ticks = BinaryPrimitives.ReadUInt32LittleEndian(bytes)
            | ((long)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) << 32)
            | ((long)(BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]) & 0x0FFF) << 48);
        return ticks >= s_earliest && ticks <= s_latest;
    }

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
