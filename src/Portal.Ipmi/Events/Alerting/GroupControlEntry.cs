using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Events.Alerting;

/// <summary>One entry of the group control table, parameter 15, IPMI 2.0 table 30-6: power control of chassis groups over ICMB.</summary>
public sealed record GroupControlEntry
{
    /// <summary>Bytes of an entry, without its number.</summary>
    public const int Length = 10;

    /// <summary>The operation happens without waiting for all other members of the group.</summary>
    public bool IsForced { get; init; }

    /// <summary>The operation is delayed.</summary>
    public bool IsDelayed { get; init; }

    /// <summary>Channel of the ICMB.</summary>
    public byte Channel { get; init; }

    /// <summary>Up to four groups; group 0 means none, FFh all.</summary>
    public IReadOnlyList<GroupControlMember> Groups { get; init; } = [];

    /// <summary>How often the command is repeated.</summary>
    public byte Retries { get; init; }

    /// <summary>The operation, numbered as in Chassis Control.</summary>
    public byte Operation { get; init; }

    /// <summary>Reads an entry, without its number.</summary>
    /// <exception cref="IpmiFormatException">Fewer than 10 bytes.</exception>
    public static GroupControlEntry Parse(ReadOnlySpan<byte> bytes)
    {
        /*  1     [5] forced, [4] delayed, [3:0] channel
            2-9   group id and [4] member check disabled [3:0] member id, four times
            10    [6:4] retries, [3:0] operation  */
        var reader = new IpmiReader(bytes);
        var first = reader.ReadByte();
        var groups = new GroupControlMember[4];
        for (var i = 0; i < groups.Length; i++)
        {
            var group = reader.ReadByte();
            var member = reader.ReadByte();
            groups[i] = new GroupControlMember(group, (byte)(member & 0x0F), (member & 0x10) == 0);
        }

        var last = reader.ReadByte();
        return new GroupControlEntry
        {
            IsForced = (first & 0x20) != 0,
            IsDelayed = (first & 0x10) != 0,
            Channel = (byte)(first & 0x0F),
            Groups = groups,
            Retries = (byte)((last >> 4) & 0x07),
            Operation = (byte)(last & 0x0F),
        };
    }

    /// <summary>The entry as it goes on the wire, without its number.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        bytes[0] = (byte)((IsForced ? 0x20 : 0) | (IsDelayed ? 0x10 : 0) | (Channel & 0x0F));
        for (var i = 0; i < Math.Min(4, Groups.Count); i++)
        {
            bytes[1 + (2 * i)] = Groups[i].GroupId;
            bytes[2 + (2 * i)] = (byte)((Groups[i].ChecksMember ? 0 : 0x10) | (Groups[i].MemberId & 0x0F));
        }

        bytes[9] = (byte)(((Retries & 0x07) << 4) | (Operation & 0x0F));
        return bytes;
    }
}
