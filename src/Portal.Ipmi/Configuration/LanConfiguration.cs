using System.Net;
using System.Net.NetworkInformation;

namespace Portal.Ipmi.Configuration;

/// <summary>The LAN configuration of a channel, IPMI 2.0 §23, read whole. What the BMC does not tell is null and listed in <see cref="Unread"/>.</summary>
/// <param name="Channel">The channel it is of.</param>
public sealed record LanConfiguration(byte Channel)
{
    /// <summary>Whether somebody is changing it.</summary>
    public SetInProgress? SetInProgress { get; init; }

    /// <summary>Authentication types of IPMI 1.5 that there are.</summary>
    public AuthenticationTypes? AuthenticationSupport { get; init; }

    /// <summary>Those that are enabled for Callback, User, Operator, Administrator and OEM, in this order.</summary>
    public IReadOnlyList<AuthenticationTypes>? AuthenticationEnables { get; init; }

    /// <summary>IPv4 address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Where it comes from.</summary>
    public IpAddressSource? AddressSource { get; init; }

    /// <summary>MAC address.</summary>
    public PhysicalAddress? Mac { get; init; }

    /// <summary>Subnet mask.</summary>
    public IPAddress? SubnetMask { get; init; }

    /// <summary>IPv4 header parameters.</summary>
    public Ipv4Header? Ipv4Header { get; init; }

    /// <summary>Primary RMCP port, usually 623.</summary>
    public int? PrimaryPort { get; init; }

    /// <summary>Secondary RMCP port, usually 664.</summary>
    public int? SecondaryPort { get; init; }

    /// <summary>ARP messages of the BMC.</summary>
    public ArpControl? ArpControl { get; init; }

    /// <summary>Time between gratuitous ARPs.</summary>
    public TimeSpan? GratuitousArpInterval { get; init; }

    /// <summary>Default gateway.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>MAC address of the default gateway.</summary>
    public PhysicalAddress? GatewayMac { get; init; }

    /// <summary>Backup gateway.</summary>
    public IPAddress? BackupGateway { get; init; }

    /// <summary>MAC address of the backup gateway.</summary>
    public PhysicalAddress? BackupGatewayMac { get; init; }

    /// <summary>Community string of traps.</summary>
    public string? Community { get; init; }

    /// <summary>Where alerts go; the volatile destination 0 first.</summary>
    public IReadOnlyList<LanDestination> Destinations { get; init; } = [];

    /// <summary>VLAN is on; null when the BMC knows none.</summary>
    public bool? VlanEnabled { get; init; }

    /// <summary>VLAN id, also while it is off.</summary>
    public int? VlanId { get; init; }

    /// <summary>VLAN priority.</summary>
    public byte? VlanPriority { get; init; }

    /// <summary>Cipher suites and how far each reaches.</summary>
    public IReadOnlyList<CipherSuitePrivilege> CipherSuites { get; init; } = [];

    /// <summary>The BMC keeps the limits at the suites' numbers instead of in the order of its list, as Supermicro does.</summary>
    public bool CipherPrivilegesByNumber { get; init; }

    /// <summary>What happens after wrong passwords.</summary>
    public BadPasswordThreshold? BadPasswordThreshold { get; init; }

    /// <summary>IPv6; null when the BMC knows none of its parameters.</summary>
    public Ipv6Configuration? Ipv6 { get; init; }

    /// <summary>What the BMC did not tell.</summary>
    public required IReadOnlyList<UnreadParameter> Unread { get; init; }
}
