namespace Portal.Ipmi.Commands.Transport;

/// <summary>Answer to Get IP/UDP/RMCP Statistics, IPMI 2.0 §23.4. Counters stop at FFFFh.</summary>
/// <param name="PacketsReceived">IP packets received.</param>
/// <param name="HeaderErrors">IP header errors received.</param>
/// <param name="AddressErrors">IP address errors received.</param>
/// <param name="FragmentsReceived">Fragmented IP packets received.</param>
/// <param name="PacketsSent">IP packets sent.</param>
/// <param name="UdpReceived">UDP packets received.</param>
/// <param name="RmcpReceived">Valid RMCP packets received.</param>
/// <param name="ProxyReceived">UDP proxy packets received.</param>
/// <param name="ProxyDropped">UDP proxy packets dropped.</param>
public sealed record IpStatistics(
    ushort PacketsReceived, ushort HeaderErrors, ushort AddressErrors, ushort FragmentsReceived, ushort PacketsSent, ushort UdpReceived, ushort RmcpReceived,
    ushort ProxyReceived, ushort ProxyDropped);
