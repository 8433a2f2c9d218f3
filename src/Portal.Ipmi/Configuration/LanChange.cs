using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using Portal.Ipmi.Commands.Transport;

namespace Portal.Ipmi.Configuration;

/// <summary>What to change of a LAN configuration, IPMI 2.0 table 23-4: all that is not null.</summary>
public sealed record LanChange
{
    private const int CommunityLength = 18;
    private const int Levels = 5;

    /// <summary>Authentication types of IPMI 1.5 for Callback, User, Operator, Administrator and OEM, in this order.</summary>
    public IReadOnlyList<AuthenticationTypes>? AuthenticationEnables { get; init; }

    /// <summary>IPv4 address. The way to the BMC changes with it.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Where the address comes from.</summary>
    public IpAddressSource? AddressSource { get; init; }

    /// <summary>MAC address; few BMCs let it be changed.</summary>
    public PhysicalAddress? Mac { get; init; }

    /// <summary>Subnet mask.</summary>
    public IPAddress? SubnetMask { get; init; }

    /// <summary>IPv4 header parameters.</summary>
    public Ipv4Header? Ipv4Header { get; init; }

    /// <summary>Primary RMCP port. The way to the BMC changes with it.</summary>
    public int? PrimaryPort { get; init; }

    /// <summary>Secondary RMCP port.</summary>
    public int? SecondaryPort { get; init; }

    /// <summary>ARP messages of the BMC.</summary>
    public ArpControl? ArpControl { get; init; }

    /// <summary>Time between gratuitous ARPs, in steps of 0.5 s up to 127.5 s.</summary>
    public TimeSpan? GratuitousArpInterval { get; init; }

    /// <summary>Default gateway.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>MAC address of the default gateway.</summary>
    public PhysicalAddress? GatewayMac { get; init; }

    /// <summary>Backup gateway.</summary>
    public IPAddress? BackupGateway { get; init; }

    /// <summary>MAC address of the backup gateway.</summary>
    public PhysicalAddress? BackupGatewayMac { get; init; }

    /// <summary>Community string of traps, at most 18 characters.</summary>
    public string? Community { get; init; }

    /// <summary>Alert destinations.</summary>
    public IReadOnlyList<LanDestination> Destinations { get; init; } = [];

    /// <summary>VLAN id; 0 switches VLAN off. The way to the BMC changes with it.</summary>
    public int? VlanId { get; init; }

    /// <summary>VLAN priority.</summary>
    public byte? VlanPriority { get; init; }

    /// <summary>
    /// Highest privilege with each cipher suite, null forbids it: in the order in which the BMC lists its suites, or from suite 0 on where
    /// <see cref="LanConfiguration.CipherPrivilegesByNumber"/> says so.
    /// </summary>
    public IReadOnlyList<PrivilegeLevel?>? CipherSuitePrivileges { get; init; }

    /// <summary>What happens after wrong passwords.</summary>
    public BadPasswordThreshold? BadPasswordThreshold { get; init; }

    /// <summary>IPv4, IPv6 or both. The way to the BMC may change with it.</summary>
    public Ipv6Enables? Ipv6Enables { get; init; }

    /// <summary>Traffic class of IPv6 packets.</summary>
    public byte? Ipv6TrafficClass { get; init; }

    /// <summary>Hop limit of IPv6 packets.</summary>
    public byte? Ipv6HopLimit { get; init; }

    /// <summary>Flow label of IPv6 packets, 20 bits.</summary>
    public int? Ipv6FlowLabel { get; init; }

    /// <summary>IPv6 addresses by hand.</summary>
    public IReadOnlyList<Ipv6Address> Ipv6StaticAddresses { get; init; } = [];

    /// <summary>Which IPv6 routers are used.</summary>
    public Ipv6RouterControl? Ipv6RouterControl { get; init; }

    /// <summary>IPv6 routers by hand, numbers 1 and 2.</summary>
    public IReadOnlyList<Ipv6Router> Ipv6StaticRouters { get; init; } = [];

    /// <summary>The parameters to write, in the order that suits most BMCs: source before address, and last what may cut the way.</summary>
    internal IReadOnlyList<ParameterWrite> ToWrites()
    {
        var writes = new List<ParameterWrite>();
        if (AuthenticationEnables is { } types)
        {
            var bytes = new byte[Levels];
            for (var i = 0; i < Math.Min(Levels, types.Count); i++)
                bytes[i] = (byte)((byte)types[i] & 0x37);
            Add("authentication types", LanParameter.AuthenticationEnables, bytes);
        }

        AddByte("address source", LanParameter.AddressSource, (byte?)AddressSource, 0x0F);
        Add("subnet mask", LanParameter.SubnetMask, Ipv4(SubnetMask));
        Add("default gateway", LanParameter.Gateway, Ipv4(Gateway));
        Add("default gateway MAC", LanParameter.GatewayMac, MacBytes(GatewayMac));
        Add("backup gateway", LanParameter.BackupGateway, Ipv4(BackupGateway));
        Add("backup gateway MAC", LanParameter.BackupGatewayMac, MacBytes(BackupGatewayMac));
        Add("IPv4 header", LanParameter.Ipv4Header, Ipv4Header?.ToBytes());
        Add("secondary port", LanParameter.SecondaryPort, Port(SecondaryPort));
        AddByte("ARP control", LanParameter.ArpControl, (byte?)ArpControl, 0x03);
        AddByte("gratuitous ARP interval", LanParameter.GratuitousArpInterval, GratuitousArpInterval is { } interval ? (byte)Math.Clamp(interval.TotalSeconds * 2, 0, 255) : null, 0xFF);
        Add("community", LanParameter.Community, CommunityBytes());
        foreach (var destination in Destinations)
            AddDestination(destination);
        AddByte("VLAN priority", LanParameter.VlanPriority, VlanPriority, 0x07);
        Add("cipher suite privileges", LanParameter.CipherSuitePrivileges, PrivilegeBytes());
        Add("bad password threshold", LanParameter.BadPasswordThreshold, BadPasswordThreshold?.ToBytes());
        AddIpv6();
        Add("MAC address", LanParameter.Mac, MacBytes(Mac));
        AddByte("IPv4 and IPv6", LanParameter.Ipv6Enables, (byte?)Ipv6Enables, 0xFF);
        Add("primary port", LanParameter.PrimaryPort, Port(PrimaryPort));
        Add("VLAN", LanParameter.VlanId, VlanId is { } vlan ? [(byte)vlan, (byte)(((vlan >> 8) & 0x0F) | (vlan == 0 ? 0 : 0x80))] : null);
        Add("address", LanParameter.Address, Ipv4(Address));
        return writes;

        void Add(string name, LanParameter parameter, byte[]? data)
        {
            if (data is not null)
                writes.Add(new ParameterWrite(name, (byte)parameter, data));
        }

        void AddByte(string name, LanParameter parameter, byte? value, byte mask)
        {
            if (value is { } set)
                writes.Add(new ParameterWrite(name, (byte)parameter, new[] { set }) { Mask = new[] { mask } });
        }

        void AddDestination(LanDestination destination)
        {
            var number = destination.Number;
            if (destination.Type is not null)
                writes.Add(new ParameterWrite($"type of destination {number}", (byte)LanParameter.DestinationType, destination.TypeBytes()) { Set = number });
            if (destination.Address is not null)
                writes.Add(new ParameterWrite($"address of destination {number}", (byte)LanParameter.DestinationAddress, destination.AddressBytes())
                {
                    Set = number,
                    // A MAC address of zeros is the BMC's to find.
                    IgnoredTail = destination.Mac is null && destination.Address.AddressFamily == AddressFamily.InterNetwork ? 6 : 0,
                });
            if (destination.VlanId is not null)
                writes.Add(new ParameterWrite($"VLAN of destination {number}", (byte)LanParameter.DestinationVlan, destination.VlanBytes()) { Set = number });
        }

        void AddIpv6()
        {
            AddByte("IPv6 traffic class", LanParameter.Ipv6TrafficClass, Ipv6TrafficClass, 0xFF);
            AddByte("IPv6 hop limit", LanParameter.Ipv6HopLimit, Ipv6HopLimit, 0xFF);
            Add("IPv6 flow label", LanParameter.Ipv6FlowLabel, Ipv6FlowLabel is { } label ? [(byte)((label >> 16) & 0x0F), (byte)(label >> 8), (byte)label] : null);
            foreach (var address in Ipv6StaticAddresses)
                writes.Add(new ParameterWrite($"IPv6 address {address.Number}", (byte)LanParameter.Ipv6StaticAddress, address.ToBytes()) { Set = address.Number, IgnoredTail = 1 });
            foreach (var router in Ipv6StaticRouters)
            {
                ArgumentOutOfRangeException.ThrowIfNotEqual(router.Number is 1 or 2, true, nameof(Ipv6StaticRouters));
                var first = (LanParameter)((byte)LanParameter.Ipv6Router1Address + (4 * (router.Number - 1)));
                Add($"IPv6 router {router.Number}", first, router.Address?.MapToIPv6().GetAddressBytes());
                Add($"MAC of IPv6 router {router.Number}", first + 1, MacBytes(router.Mac));
                AddByte($"prefix length of IPv6 router {router.Number}", first + 2, router.PrefixLength, 0xFF);
                Add($"prefix of IPv6 router {router.Number}", first + 3, router.Prefix?.MapToIPv6().GetAddressBytes());
            }

            AddByte("IPv6 router control", LanParameter.Ipv6RouterControl, (byte?)Ipv6RouterControl, 0x03);
        }
    }

    private static byte[]? Ipv4(IPAddress? address)
    {
        var bytes = address?.GetAddressBytes();
        return bytes is null or { Length: 4 } ? bytes : throw new ArgumentException($"{address} is no IPv4 address.");
    }

    private static byte[]? MacBytes(PhysicalAddress? mac)
    {
        var bytes = mac?.GetAddressBytes();
        return bytes is null or { Length: 6 } ? bytes : throw new ArgumentException("A MAC address has six bytes.");
    }

    private static byte[]? Port(int? port) => port is { } number ? [(byte)number, (byte)(number >> 8)] : null;

    private byte[]? CommunityBytes()
    {
        if (Community is null)
            return null;
        if (Community.Length > CommunityLength)
            throw new ArgumentException($"A community has at most {CommunityLength} characters, not {Community.Length}.");
        var bytes = new byte[CommunityLength];
        Encoding.Latin1.GetBytes(Community, bytes);
        return bytes;
    }

    private byte[]? PrivilegeBytes()
    {
        if (CipherSuitePrivileges is not { } levels)
            return null;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels.Count, LanFields.MaxCipherSuites, nameof(CipherSuitePrivileges));
        // A reserved byte, then a nibble per suite.
        var bytes = new byte[1 + (LanFields.MaxCipherSuites / 2)];
        for (var i = 0; i < levels.Count; i++)
            bytes[1 + (i / 2)] |= (byte)((levels[i] is { } level ? (byte)level & 0x0F : 0) << (4 * (i & 1)));
        return bytes;
    }
}
