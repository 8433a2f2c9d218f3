using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Options;

namespace Portal.Fleet.Links;

/// <summary>Where packets may go: the allowed networks, and the exact endpoints of the demo fleet's simulators.</summary>
internal sealed class NetworkGate
{
    private readonly NetworkPolicy _policy;
    private volatile ImmutableHashSet<IPEndPoint> _demo = [];

    public NetworkGate(IOptions<BmcOptions> options)
    {
        if (!NetworkPolicy.TryParse(options.Value.AllowedNetworks, out var policy, out var error))
            throw new StartRefusedException(error);
        _policy = policy;
    }

    public bool Allows(IPEndPoint endPoint) => _demo.Contains(endPoint) || _policy.Allows(endPoint.Address);

    public void SetDemo(IEnumerable<IPEndPoint> endPoints) => _demo = [.. endPoints];
}
