namespace Portal.Ipmi.Bridging;

/// <summary>A connection to a BMC that passes commands on to the controllers on its buses: a session over LAN, or the host's own <c>/dev/ipmi0</c>.</summary>
public interface IBridgingConnection : IIpmiConnection
{
    /// <summary>The controller at this address. Its commands take turns with those to the BMC; nothing is sent until one is.</summary>
    IIpmiConnection Behind(SatelliteAddress satellite);
}
