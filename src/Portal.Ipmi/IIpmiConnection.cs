namespace Portal.Ipmi;

/// <summary>
/// Whatever takes IPMI commands: a session over LAN, the host's own <c>/dev/ipmi0</c>, or a satellite controller behind one of them.
/// What is built of several commands (reading an SDR repository, a FRU, a LAN configuration) asks for no more than this.
/// </summary>
public interface IIpmiConnection
{
    /// <summary>Sends one command and reads its answer. Safe to call from many tasks: commands take turns. Await the result once.</summary>
    /// <exception cref="IpmiTimeoutException">No answer; a non-idempotent command may or may not have run.</exception>
    /// <exception cref="IpmiCommandException">A completion code other than 00h.</exception>
    /// <exception cref="IpmiFormatException">An answer that does not follow the specification.</exception>
    ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct);
}
