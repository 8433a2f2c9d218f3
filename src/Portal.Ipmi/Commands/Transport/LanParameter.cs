namespace Portal.Ipmi.Commands.Transport;

/// <summary>LAN configuration parameters, IPMI 2.0 table 23-4 with errata 7. Values 192 to 255 are OEM.</summary>
public enum LanParameter : byte
{
    /// <summary>Set in progress.</summary>
    SetInProgress = 0,

    /// <summary>Authentication types of IPMI 1.5 that there are.</summary>
    AuthenticationSupport = 1,

    /// <summary>Those that are enabled, by privilege level.</summary>
    AuthenticationEnables = 2,

    /// <summary>IP address.</summary>
    Address = 3,

    /// <summary>Where the address comes from.</summary>
    AddressSource = 4,

    /// <summary>MAC address.</summary>
    Mac = 5,

    /// <summary>Subnet mask.</summary>
    SubnetMask = 6,

    /// <summary>IPv4 header parameters.</summary>
    Ipv4Header = 7,

    /// <summary>Primary RMCP port.</summary>
    PrimaryPort = 8,

    /// <summary>Secondary RMCP port.</summary>
    SecondaryPort = 9,

    /// <summary>ARP messages of the BMC.</summary>
    ArpControl = 10,

    /// <summary>Gratuitous ARP interval.</summary>
    GratuitousArpInterval = 11,

    /// <summary>Default gateway.</summary>
    Gateway = 12,

    /// <summary>MAC address of the default gateway.</summary>
    GatewayMac = 13,

    /// <summary>Backup gateway.</summary>
    BackupGateway = 14,

    /// <summary>MAC address of the backup gateway.</summary>
    BackupGatewayMac = 15,

    /// <summary>Community string of traps.</summary>
    Community = 16,

    /// <summary>Number of alert destinations.</summary>
    DestinationCount = 17,

    /// <summary>Type of an alert destination.</summary>
    DestinationType = 18,

    /// <summary>Address of an alert destination.</summary>
    DestinationAddress = 19,

    /// <summary>VLAN id.</summary>
    VlanId = 20,

    /// <summary>VLAN priority.</summary>
    VlanPriority = 21,

    /// <summary>Number of cipher suites.</summary>
    CipherSuiteCount = 22,

    /// <summary>Cipher suites.</summary>
    CipherSuites = 23,

    /// <summary>Highest privilege with each cipher suite.</summary>
    CipherSuitePrivileges = 24,

    /// <summary>VLAN tag of an alert destination.</summary>
    DestinationVlan = 25,

    /// <summary>What happens after wrong passwords.</summary>
    BadPasswordThreshold = 26,

    /// <summary>IPv6 support.</summary>
    Ipv6Support = 50,

    /// <summary>IPv4, IPv6 or both.</summary>
    Ipv6Enables = 51,

    /// <summary>Traffic class.</summary>
    Ipv6TrafficClass = 52,

    /// <summary>Hop limit.</summary>
    Ipv6HopLimit = 53,

    /// <summary>Flow label.</summary>
    Ipv6FlowLabel = 54,

    /// <summary>How many addresses there can be.</summary>
    Ipv6Status = 55,

    /// <summary>A static address.</summary>
    Ipv6StaticAddress = 56,

    /// <summary>Length of the static DUIDs.</summary>
    Ipv6StaticDuidLength = 57,

    /// <summary>A static DUID.</summary>
    Ipv6StaticDuid = 58,

    /// <summary>A dynamic address.</summary>
    Ipv6DynamicAddress = 59,

    /// <summary>Length of the dynamic DUIDs.</summary>
    Ipv6DynamicDuidLength = 60,

    /// <summary>A dynamic DUID.</summary>
    Ipv6DynamicDuid = 61,

    /// <summary>Whether DHCPv6 timing can be set.</summary>
    Dhcpv6TimingSupport = 62,

    /// <summary>DHCPv6 timing.</summary>
    Dhcpv6Timing = 63,

    /// <summary>Where routers come from.</summary>
    Ipv6RouterControl = 64,

    /// <summary>Static router 1.</summary>
    Ipv6Router1Address = 65,

    /// <summary>Its MAC address.</summary>
    Ipv6Router1Mac = 66,

    /// <summary>Its prefix length.</summary>
    Ipv6Router1PrefixLength = 67,

    /// <summary>Its prefix.</summary>
    Ipv6Router1Prefix = 68,

    /// <summary>Static router 2.</summary>
    Ipv6Router2Address = 69,

    /// <summary>Its MAC address.</summary>
    Ipv6Router2Mac = 70,

    /// <summary>Its prefix length.</summary>
    Ipv6Router2PrefixLength = 71,

    /// <summary>Its prefix.</summary>
    Ipv6Router2Prefix = 72,

    /// <summary>Number of dynamic routers.</summary>
    Ipv6DynamicRouterCount = 73,

    /// <summary>A dynamic router.</summary>
    Ipv6DynamicRouterAddress = 74,

    /// <summary>Its MAC address.</summary>
    Ipv6DynamicRouterMac = 75,

    /// <summary>Its prefix length.</summary>
    Ipv6DynamicRouterPrefixLength = 76,

    /// <summary>Its prefix.</summary>
    Ipv6DynamicRouterPrefix = 77,

    /// <summary>Its hop limit.</summary>
    Ipv6DynamicRouterHopLimit = 78,

    /// <summary>Whether timing of neighbour discovery can be set.</summary>
    SlaacTimingSupport = 79,

    /// <summary>Timing of neighbour discovery.</summary>
    SlaacTiming = 80,
}
