using System.Net;
using System.Net.Sockets;

namespace Portal.Ipmi.Transport;

/// <summary>A connected UDP socket: the kernel drops what comes from elsewhere and reports ICMP errors.</summary>
internal sealed class UdpTransport : IDatagramTransport
{
    private readonly Socket _socket;

    private UdpTransport(Socket socket) => _socket = socket;

    /// <summary>Opens a socket towards <paramref name="endPoint"/>. No datagram is sent.</summary>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.Unreachable"/>: this machine has no route to the address.</exception>
    public static UdpTransport Connect(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // A full send buffer must not block the caller; the datagram is lost and will be sent again.
            socket.Blocking = false;
            socket.Connect(endPoint);
            return new UdpTransport(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Unreachable(endPoint, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The error as a sentence for people.</summary>
    public static IpmiException Unreachable(IPEndPoint endPoint, SocketException error) => new(
        IpmiFailure.Unreachable,
        error.SocketErrorCode == SocketError.ConnectionRefused
            ? $"Nothing listens on UDP port {endPoint.Port} of {endPoint.Address}: check the address and the port, and whether IPMI over LAN is enabled on the BMC."
            : $"The network cannot reach {endPoint.Address} ({error.SocketErrorCode}): check the address, the route and the BMC's cable.",
        error);

    /// <summary>The error says that datagrams do not arrive, not that the socket itself is of no use any more.</summary>
    public static bool IsNetworkError(SocketException error) => error.SocketErrorCode
        is SocketError.ConnectionRefused or SocketError.ConnectionReset or SocketError.HostUnreachable or SocketError.HostDown
        or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.NetworkReset or SocketError.TimedOut
        or SocketError.AccessDenied or SocketError.MessageSize;

    /// <inheritdoc />
    public void Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _socket.Send(datagram, SocketFlags.None);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
        }
    }

    /// <inheritdoc />
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => _socket.ReceiveAsync(buffer, SocketFlags.None);

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();
}
