namespace Portal.Ipmi.Bridging;

/// <summary>A satellite controller behind a session over LAN.</summary>
internal sealed class SatelliteConnection(BmcSession session, SatelliteAddress satellite) : IIpmiConnection
{
    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return session.SendAsync(new BridgedRequest<TResponse>(request, satellite), ct);
    }
}
