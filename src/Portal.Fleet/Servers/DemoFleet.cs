namespace Portal.Fleet.Servers;

/// <summary>
/// The simulated servers as the fleet sees them. The host starts the simulators (the fleet knows none) and tells their endpoints here;
/// rows marked simulated are made for them when the fleet has none, and only these endpoints are allowed beyond <c>AllowedNetworks</c>.
/// </summary>
public sealed class DemoFleet
{
    /// <summary>Makes the rows match: adds missing simulated servers, removes simulated rows that are not listed. Real servers are never touched.</summary>
    public Task SynchroniseAsync(IReadOnlyList<DemoServer> servers, CancellationToken ct) => throw new NotImplementedException();
}
