using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Events.Alerting;

/// <summary>One entry of the alert policy table, IPMI 2.0 §17.11, table 17-4: a destination of a policy.</summary>
public sealed record AlertPolicy
{
    /// <summary>Bytes of an entry, without its number.</summary>
    public const int Length = 3;

    /// <summary>The policy that the entry belongs to, 1 to 15.</summary>
    public byte PolicyNumber { get; init; }

    /// <summary>The entry works.</summary>
    public bool Enabled { get; init; }

    /// <summary>When the alert is sent.</summary>
    public AlertPolicyRule Rule { get; init; }

    /// <summary>Channel to send over.</summary>
    public byte Channel { get; init; }

    /// <summary>Destination of that channel.</summary>
    public byte Destination { get; init; }

    /// <summary>The alert string depends on the event filter: <see cref="StringSelector"/> is a string set then.</summary>
    public bool IsStringEventSpecific { get; init; }

    /// <summary>Alert string, or string set; 0 for none.</summary>
    public byte StringSelector { get; init; }

    /// <summary>Reads an entry, without its number.</summary>
    /// <exception cref="IpmiFormatException">Fewer than 3 bytes.</exception>
    public static AlertPolicy Parse(ReadOnlySpan<byte> bytes)
    {
        /*  1  [7:4] policy number, [3] enabled, [2:0] rule
            2  [7:4] channel, [3:0] destination
            3  [7] event-specific string, [6:0] string set or selector  */
        var reader = new IpmiReader(bytes);
        var policy = reader.ReadByte();
        var place = reader.ReadByte();
        var key = reader.ReadByte();
        return new AlertPolicy
        {
            PolicyNumber = (byte)(policy >> 4),
            Enabled = (policy & 0x08) != 0,
            Rule = (AlertPolicyRule)(policy & 0x07),
            Channel = (byte)(place >> 4),
            Destination = (byte)(place & 0x0F),
            IsStringEventSpecific = (key & 0x80) != 0,
            StringSelector = (byte)(key & 0x7F),
        };
    }

    /// <summary>The entry as it goes on the wire, without its number.</summary>
    public byte[] ToBytes() =>
    [
        (byte)((PolicyNumber << 4) | (Enabled ? 0x08 : 0) | ((byte)Rule & 0x07)),
        (byte)((Channel << 4) | (Destination & 0x0F)),
        (byte)((IsStringEventSpecific ? 0x80 : 0) | (StringSelector & 0x7F)),
    ];
}
