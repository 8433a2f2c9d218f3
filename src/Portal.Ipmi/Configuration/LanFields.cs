using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>Parsers of single LAN parameters, IPMI 2.0 table 23-4.</summary>
internal static class LanFields
{
    /// <summary>Entries of parameter 24.</summary>
    public const int MaxCipherSuites = 16;

    private const int MaxCommunity = 18;
    private const int PrivilegeBytes = 8;

    public static byte? Byte(ReadOnlySpan<byte> data) => new IpmiReader(data).ReadByte();

    public static int? Port(ReadOnlySpan<byte> data) => new IpmiReader(data).ReadUInt16();

    public static IPAddress? Ipv4(ReadOnlySpan<byte> data) => new(new IpmiReader(data).ReadBytes(4));

    public static IPAddress? Ipv6(ReadOnlySpan<byte> data) => new(new IpmiReader(data).ReadBytes(16));

    public static PhysicalAddress? Mac(ReadOnlySpan<byte> data) => new(new IpmiReader(data).ReadBytes(6).ToArray());

    public static string? Community(ReadOnlySpan<byte> data)
    {
        var text = data[..Math.Min(data.Length, MaxCommunity)];
        var end = text.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? text : text[..end]);
    }

    public static AuthenticationTypes[]? Authentication(ReadOnlySpan<byte> data)
    {
        // Callback, User, Operator, Administrator, OEM; the last is missing from some BMCs.
        var types = new AuthenticationTypes[Math.Min(5, data.Length)];
        for (var i = 0; i < types.Length; i++)
            types[i] = (AuthenticationTypes)(data[i] & 0x37);
        return types;
    }

    public static (bool Enabled, int Id)? Vlan(ReadOnlySpan<byte> data)
    {
        /*  1  [7:0] low byte of the id
            2  [7] enabled, [3:0] high bits of the id  */
        var value = new IpmiReader(data).ReadUInt16();
        return ((value & 0x8000) != 0, value & 0x0FFF);
    }

    /// <summary>
    /// Parameter 23: a reserved byte, then the suites; some BMCs leave the reserved byte out, which shows when there are just as many bytes as suites.
    /// </summary>
    public static CipherSuiteId[]? CipherSuites(ReadOnlySpan<byte> data, int? count)
    {
        var start = count is { } exact && data.Length == exact ? 0 : 1;
        var found = Math.Clamp(data.Length - start, 0, Math.Min(MaxCipherSuites, count ?? MaxCipherSuites));
        var suites = new CipherSuiteId[found];
        for (var i = 0; i < found; i++)
            suites[i] = (CipherSuiteId)data[start + i];
        return suites;
    }

    /// <summary>Parameter 24: a reserved byte, then a nibble per entry of parameter 23, the first in the low half; some BMCs leave the reserved byte out.</summary>
    public static PrivilegeLevel?[]? CipherPrivileges(ReadOnlySpan<byte> data)
    {
        var start = data.Length == PrivilegeBytes ? 0 : 1;
        var levels = new PrivilegeLevel?[Math.Clamp(2 * (data.Length - start), 0, MaxCipherSuites)];
        for (var i = 0; i < levels.Length; i++)
        {
            var nibble = (data[start + (i / 2)] >> (4 * (i & 1))) & 0x0F;
            levels[i] = nibble == 0 ? null : (PrivilegeLevel)nibble;
        }

        return levels;
    }

    /// <summary>
    /// The limits of the suites in their order. The specification counts the entries of parameter 23; Supermicro counts the suites' numbers, and so does FreeIPMI:
    /// taken where a limit stands beyond the last entry, and every limit stands at the number of a suite (or at 0, which few list).
    /// </summary>
    public static (PrivilegeLevel?[] Limits, bool ByNumber) Align(ReadOnlySpan<CipherSuiteId> suites, ReadOnlySpan<PrivilegeLevel?> levels)
    {
        var byNumber = false;
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] is null)
                continue;
            byNumber |= i >= suites.Length;
            if (i > 0 && !suites.Contains((CipherSuiteId)i))
            {
                byNumber = false;
                break;
            }
        }

        var limits = new PrivilegeLevel?[suites.Length];
        for (var i = 0; i < limits.Length; i++)
        {
            var place = byNumber ? (int)suites[i] : i;
            limits[i] = place < levels.Length ? levels[place] : null;
        }

        return (limits, byNumber);
    }

    public static int? FlowLabel(ReadOnlySpan<byte> data)
    {
        // Most significant byte first, as in the packet; the top four bits are reserved.
        var reader = new IpmiReader(data);
        return ((reader.ReadByte() & 0x0F) << 16) | (reader.ReadByte() << 8) | reader.ReadByte();
    }

    public static (byte MaxStatic, byte MaxDynamic, byte Support)? Ipv6Status(ReadOnlySpan<byte> data)
    {
        var reader = new IpmiReader(data);
        return (reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
    }

    /// <summary>What follows the set selector.</summary>
    public static ParameterParser<T> AfterSet<T>(ParameterParser<T> parse) => data =>
    {
        var reader = new IpmiReader(data);
        reader.Skip(1);
        return parse(reader.ReadRest());
    };
}
