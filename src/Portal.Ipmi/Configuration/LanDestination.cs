using System.Net;
using System.Net.NetworkInformation;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>Where alerts go, IPMI 2.0 table 23-4, parameters 18, 19 and 25.</summary>
/// <param name="Number">Number; 0 is the volatile one.</param>
public sealed record LanDestination(byte Number)
{
    /// <summary>0 for a platform event trap, 6 and 7 for OEM kinds; null when the BMC does not tell.</summary>
    public byte? Type { get; init; }

    /// <summary>The alert is only delivered when it is acknowledged.</summary>
    public bool Acknowledge { get; init; }

    /// <summary>Time between retries, or to wait for the acknowledgement.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Retries, 0 to 7.</summary>
    public byte Retries { get; init; }

    /// <summary>Address; null when the BMC does not tell.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>By the backup gateway instead of the default one.</summary>
    public bool UsesBackupGateway { get; init; }

    /// <summary>MAC address; zeros let the BMC find it. An IPv6 destination has none.</summary>
    public PhysicalAddress? Mac { get; init; }

    /// <summary>VLAN id of alerts to here; null for none.</summary>
    public int? VlanId { get; init; }

    /// <summary>VLAN priority.</summary>
    public byte VlanPriority { get; init; }

    /// <summary>Adds parameter 18.</summary>
    /// <exception cref="IpmiFormatException">The bytes are too few.</exception>
    internal LanDestination WithType(ReadOnlySpan<byte> data)
    {
        /*  1  [3:0] number
            2  [7] acknowledge, [2:0] type
            3  timeout in seconds
            4  [2:0] retries  */
        var reader = new IpmiReader(data);
        reader.Skip(1);
        var type = reader.ReadByte();
        return this with
        {
            Type = (byte)(type & 0x07),
            Acknowledge = (type & 0x80) != 0,
            Timeout = TimeSpan.FromSeconds(reader.ReadByte()),
            Retries = (byte)(reader.ReadByte() & 0x07),
        };
    }

    /// <summary>Adds parameter 19.</summary>
    /// <exception cref="IpmiFormatException">The bytes are too few.</exception>
    internal LanDestination WithAddress(ReadOnlySpan<byte> data)
    {
        /*  1    [3:0] number
            2    [7:4] 0 IPv4, 1 IPv6
            IPv4:
            3    [0] 1 backup gateway
            4-7  address
            8-13 MAC address
            IPv6:
            3-18 address  */
        var reader = new IpmiReader(data);
        reader.Skip(1);
        if (reader.ReadByte() >> 4 == 1)
            return this with { Address = new IPAddress(reader.ReadBytes(16)) };
        var gateway = reader.ReadByte();
        return this with
        {
            UsesBackupGateway = (gateway & 0x01) != 0,
            Address = new IPAddress(reader.ReadBytes(4)),
            Mac = new PhysicalAddress(reader.ReadBytes(6).ToArray()),
        };
    }

    /// <summary>Adds parameter 25.</summary>
    /// <exception cref="IpmiFormatException">The bytes are too few.</exception>
    internal LanDestination WithVlan(ReadOnlySpan<byte> data)
    {
        /*  1    [3:0] number
            2    [7:4] 1: with a tag
            3-4  [15:13] priority, [12] canonical format, [11:0] VLAN id  */
        var reader = new IpmiReader(data);
        reader.Skip(1);
        if (reader.ReadByte() >> 4 != 1)
            return this;
        var tag = reader.ReadUInt16();
        return this with { VlanId = tag & 0x0FFF, VlanPriority = (byte)(tag >> 13) };
    }

    /// <summary>Data of parameter 18.</summary>
    internal byte[] TypeBytes() =>
        [(byte)(Number & 0x0F), (byte)((Acknowledge ? 0x80 : 0) | (Type ?? 0) & 0x07), (byte)Math.Clamp(Timeout.TotalSeconds, 0, 255), (byte)(Retries & 0x07)];

    /// <summary>Data of parameter 19.</summary>
    internal byte[] AddressBytes()
    {
        var address = (Address ?? IPAddress.Any).GetAddressBytes();
        if (address.Length == 16)
            return [(byte)(Number & 0x0F), 0x10, .. address];
        var mac = Mac?.GetAddressBytes() is { Length: 6 } bytes ? bytes : new byte[6];
        return [(byte)(Number & 0x0F), 0x00, (byte)(UsesBackupGateway ? 1 : 0), .. address, .. mac];
    }

    /// <summary>Data of parameter 25.</summary>
    internal byte[] VlanBytes() => VlanId is { } id
        ? [(byte)(Number & 0x0F), 0x10, (byte)id, (byte)(((id >> 8) & 0x0F) | ((VlanPriority & 0x07) << 5))]
        : [(byte)(Number & 0x0F), 0, 0, 0];
}
