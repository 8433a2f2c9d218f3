using System.Net;
using Portal.Ipmi.Bridging;

namespace Portal.Ipmi.Tool.Connections;

/// <summary>A connection with what stands behind it. Disposing it ends the session.</summary>
/// <param name="Connection">Where commands go.</param>
/// <param name="Bridge">The BMC itself, which passes commands on.</param>
/// <param name="Session">The session over LAN; null in band.</param>
/// <param name="EndPoint">Address of the BMC; null in band.</param>
/// <param name="Owned">What ends with it; null when it is lent.</param>
internal sealed record OpenedConnection(IIpmiConnection Connection, IBridgingConnection Bridge, BmcSession? Session, IPEndPoint? EndPoint, IAsyncDisposable? Owned) : IAsyncDisposable
{
    /// <summary>The same connection for somebody who must not end it.</summary>
    public OpenedConnection Lend() => this with { Owned = null };

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
