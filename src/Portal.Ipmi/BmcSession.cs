using System.Net;
using Portal.Ipmi.Sol;

namespace Portal.Ipmi;

/// <summary>
/// One RMCP+ session to one BMC, shared by commands and SOL. Thread safe. Commands run one at a time in the order they were sent.
/// The session ends by <see cref="DisposeAsync"/> (which closes it on the BMC) or by a failure, told by <see cref="Closed"/>.
/// </summary>
public sealed class BmcSession : IAsyncDisposable
{
    private BmcSession() => throw new NotImplementedException();

    /// <summary>Address of the BMC.</summary>
    public IPEndPoint EndPoint => throw new NotImplementedException();

    /// <summary>The cipher suite in use.</summary>
    public CipherSuiteId CipherSuite => throw new NotImplementedException();

    /// <summary>The privilege level the BMC granted.</summary>
    public PrivilegeLevel Privilege => throw new NotImplementedException();

    /// <summary>The managed system's GUID from RAKP 2, 16 bytes as they came.</summary>
    public ReadOnlyMemory<byte> SystemGuid => throw new NotImplementedException();

    /// <summary>Smoothed round trip time; null before the first measured answer.</summary>
    public TimeSpan? RoundTrip => throw new NotImplementedException();

    /// <summary>Fires when the session has ended, for whatever reason.</summary>
    public CancellationToken Closed => throw new NotImplementedException();

    /// <summary>Why the session ended; null while it lives or when it was closed by <see cref="DisposeAsync"/>.</summary>
    public Exception? Reason => throw new NotImplementedException();

    /// <summary>Opens a session: Open Session, RAKP 1 to 4, Set Session Privilege Level. RAKP 3 is never sent unless RAKP 2 verifies.</summary>
    /// <exception cref="IpmiException">With the <see cref="IpmiFailure"/> that says how it failed.</exception>
    public static Task<BmcSession> OpenAsync(BmcSessionOptions options, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Sends one command and reads its answer.</summary>
    /// <exception cref="IpmiTimeoutException">No answer; a non-idempotent command may or may not have run.</exception>
    /// <exception cref="IpmiCommandException">A completion code other than 00h.</exception>
    public Task<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Activates SOL on this session (IPMI 2.0 §24.1).</summary>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.SolAlreadyActive"/>, <see cref="IpmiFailure.SolDisabled"/> or <see cref="IpmiFailure.SolRefused"/>.</exception>
    public Task<SolChannel> ActivateSolAsync(SolOptions options, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Closes the session on the BMC, best effort and bounded in time, and releases the socket.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
