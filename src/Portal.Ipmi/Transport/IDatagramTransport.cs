namespace Portal.Ipmi.Transport;

/// <summary>Datagrams to and from one BMC.</summary>
internal interface IDatagramTransport : IDisposable
{
    /// <summary>Hands a datagram to the network without waiting. One that the network cannot take now is lost, as any datagram may be.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The network knows that it cannot be delivered.</exception>
    void Send(ReadOnlySpan<byte> datagram);

    /// <summary>Receives one datagram; what does not fit into <paramref name="buffer"/> is cut off. One reader only.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The network reports an error about an earlier datagram, or the transport was disposed.</exception>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer);
}
