using System.Net;
using Portal.Fleet;

namespace Portal.Web.Security;

/// <summary>Proxies whose word about who asks is taken. Nobody else's is.</summary>
internal static class ProxyOptions
{
    public const string Key = "Portal:Proxies";

    /// <exception cref="StartRefusedException">A value is wrong.</exception>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration configuration)
    {
        var texts = configuration.GetSection(Key).GetChildren().Select(child => (child.Path, child.Value)).Prepend((Path: Key, Value: configuration[Key]));
        var networks = new List<IPNetwork>();
        foreach (var (path, text) in texts)
        {
            foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (IPNetwork.TryParse(part, out var network) && network.PrefixLength > 0)
                    networks.Add(network);
                else if (IPAddress.TryParse(part, out var address))
                    networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
                else
                    throw new StartRefusedException($"{path} is \"{part}\"; it must be addresses of proxies or their networks in CIDR form (not everybody's), separated by commas, like 10.0.0.5, fd00:12::/64.");
            }
        }

        return networks;
    }
}
