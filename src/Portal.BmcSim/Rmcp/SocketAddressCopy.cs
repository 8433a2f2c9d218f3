using System.Net;

namespace Portal.BmcSim.Rmcp;

/// <summary>The address a receive call fills in is used again for the next datagram; who keeps it keeps a copy.</summary>
internal static class SocketAddressCopy
{
    public static SocketAddress Clone(this SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }
}
