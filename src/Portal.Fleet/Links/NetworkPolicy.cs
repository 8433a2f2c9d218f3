using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Portal.Fleet.Links;

/// <summary>Which addresses the portal may send packets to: <c>Portal:Bmc:AllowedNetworks</c>, read once.</summary>
public sealed class NetworkPolicy
{
    private static readonly IPNetwork[] s_never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("255.255.255.255/32"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("ff00::/8"),
        // IPv4 written as IPv6: the same target under a second name would pass a check of the first. (Mapped addresses are told by their own property.)
        IPNetwork.Parse("::ffff:0:0:0/96"), IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("2002::/16"),
    ];

    private static readonly IPNetwork[] s_onlyWhenNamed =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fe80::/10"),
    ];

    private readonly IReadOnlyList<IPNetwork> _allowed;

    private NetworkPolicy(IReadOnlyList<IPNetwork> allowed) => _allowed = allowed;

    /// <summary>Nothing is allowed.</summary>
    public static NetworkPolicy Nothing { get; } = new([]);

    /// <summary>Reads the list; <paramref name="error"/> is one sentence that names the key, the value and what is allowed.</summary>
    public static bool TryParse(IReadOnlyList<string> networks, [NotNullWhen(true)] out NetworkPolicy? policy, [NotNullWhen(false)] out string? error)
    {
        policy = null;
        var allowed = new List<IPNetwork>();
        foreach (var text in networks)
        {
            if (!IPNetwork.TryParse(text, out var network) || !text.Contains('/', StringComparison.Ordinal) || HasHostBits(text, network))
            {
                error = $"Portal:Bmc:AllowedNetworks has the value \"{text}\"; each entry must be a network in CIDR form without host bits, for example 10.20.0.0/16 or 2001:db8:1::/48.";
                return false;
            }

            if (network.BaseAddress.IsIPv4MappedToIPv6 || s_never.Any(never => Inside(network, never)))
            {
                error = $"Portal:Bmc:AllowedNetworks has the value \"{text}\"; unspecified, multicast, broadcast and IPv4-in-IPv6 addresses are never allowed, only unicast networks are.";
                return false;
            }

            allowed.Add(network);
        }

        error = null;
        policy = new NetworkPolicy(allowed);
        return true;
    }

    /// <summary>Whether packets may go to this address.</summary>
    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6 || s_never.Any(never => Contains(never, address)) || IsIPv4Compatible(address))
            return false;
        foreach (var network in _allowed)
        {
            if (!Contains(network, address))
                continue;
            var special = s_onlyWhenNamed.Where(range => Contains(range, address)).ToArray();
            if (special.Length == 0 || special.Any(range => Inside(network, range)))
                return true;
        }

        return false;
    }

    /// <summary>Reads an address as people may write it: dotted quad or IPv6, nothing else that parsers accept (decimal, octal, zones).</summary>
    public static bool TryReadAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        if (!IPAddress.TryParse(text, out address))
            return false;
        var ok = address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : !address.IsIPv4MappedToIPv6 && !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal);
        if (!ok)
            address = null;
        return ok;
    }

    private static bool Contains(IPNetwork network, IPAddress address) => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address);

    private static bool Inside(IPNetwork inner, IPNetwork outer) => inner.PrefixLength >= outer.PrefixLength && Contains(outer, inner.BaseAddress);

    private static bool HasHostBits(string text, IPNetwork network) =>
        !IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)), out var address) || !address.Equals(network.BaseAddress);

    /// <summary><c>::a.b.c.d</c>, the deprecated form; <c>::1</c> is loopback and judged as such.</summary>
    private static bool IsIPv4Compatible(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IPv6Loopback.Equals(address) && address.GetAddressBytes().AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0;
}
