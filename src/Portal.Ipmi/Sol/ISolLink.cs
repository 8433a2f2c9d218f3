using Microsoft.Extensions.Logging;

namespace Portal.Ipmi.Sol;

/// <summary>What a SOL channel needs of the session that carries it.</summary>
internal interface ISolLink
{
    /// <summary>Fires when the session has ended.</summary>
    CancellationToken Closed { get; }

    /// <summary>Why the session ended; null while it lives or when its owner closed it.</summary>
    Exception? Reason { get; }

    /// <summary>Clock for retransmission and timeouts.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Logger of the session.</summary>
    ILogger Logger { get; }

    /// <summary>Smoothed round trip time of commands; null before the first measured answer.</summary>
    TimeSpan? RoundTrip { get; }

    /// <summary>The BMC's id of this session, by which Get Payload Instance Info names the owner of SOL; 0 when it cannot be told.</summary>
    uint SessionId => 0;

    /// <summary>
    /// Names the channel whose <see cref="SolChannel.OnPayload"/> gets every valid SOL payload from now on; null detaches.
    /// A channel registers itself before it sends Activate Payload: the host's first characters may overtake the answer.
    /// </summary>
    void SetReceiver(SolChannel? receiver);

    /// <summary>
    /// Sends one SOL payload (header and characters), encrypted and authenticated, under a new session sequence number.
    /// Does not wait for an acknowledgement; the bytes are copied before the first await.
    /// </summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> solPayload, CancellationToken ct);

    /// <summary>Sends a command on the same session, in turn with all others.</summary>
    Task<TResponse> SendCommandAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct);
}
