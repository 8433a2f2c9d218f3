using System.Net;
using Microsoft.Extensions.Logging;
using Portal.Fleet.Servers;
using Portal.Ipmi;

namespace Portal.Fleet.Links;

/// <summary>
/// The one place from which packets to a BMC start: sessions and probes. It asks the network gate first, so nothing leaves
/// for an address that is not allowed, and it alone opens credentials.
/// </summary>
internal sealed class BmcDialer(NetworkGate network, CredentialVault vault, FleetOptions options, TimeProvider time, ILogger<BmcDialer> logger) : IDisposable
{
    private readonly SemaphoreSlim _handshakes = new(options.ConcurrentHandshakes);

    public static IPEndPoint EndPointOf(Server server) => new(IPAddress.Parse(server.Address), server.Port);

    /// <summary>Opens a session, in turn with all other links' handshakes. A BMC that does not answer gives its place away soon and goes on without: hundreds of dead ones keep no other waiting.</summary>
    /// <param name="onDialing">Called when the turn has come.</param>
    /// <param name="password">Another one than the server's.</param>
    /// <exception cref="BmcFailureException">It could not be opened.</exception>
    public async Task<BmcSession> OpenInTurnAsync(Server server, Action onDialing, CancellationToken ct, SecretBytes? password = null)
    {
        await _handshakes.WaitAsync(ct);
        var held = 1;
        using var place = time.CreateTimer(_ => Leave(), null, options.HandshakePlace, Timeout.InfiniteTimeSpan);
        try
        {
            onDialing();
            return password is null ? await OpenAsync(server, options.OpenTimeout, ct) : await OpenWithAsync(server, password, options.OpenTimeout, ct);
        }
        finally
        {
            Leave();
        }

        void Leave()
        {
            if (Interlocked.Exchange(ref held, 0) == 0)
                return;
            try
            {
                _handshakes.Release();
            }
            catch (ObjectDisposedException)
            {
                // The portal has stopped meanwhile; nobody waits any more.
            }
        }
    }

    /// <summary>Opens a session now.</summary>
    /// <exception cref="BmcFailureException">It could not be opened.</exception>
    public async Task<BmcSession> OpenAsync(Server server, TimeSpan timeout, CancellationToken ct)
    {
        _ = Allowed(server);
        using var password = server.SealedPassword is null ? null : vault.Open(server.Id, CredentialVault.Password, server.SealedPassword);
        return password is null ? throw new BmcFailureException(BmcProblem.CredentialMissing, null) : await OpenWithAsync(server, password, timeout, ct);
    }

    /// <summary>Opens a session now with a password that need not be the server's.</summary>
    /// <exception cref="BmcFailureException">It could not be opened.</exception>
    public async Task<BmcSession> OpenWithAsync(Server server, SecretBytes password, TimeSpan timeout, CancellationToken ct)
    {
        var endPoint = Allowed(server);
        using var kg = server.SealedKg is null ? null : vault.Open(server.Id, CredentialVault.Kg, server.SealedKg);
        if (kg is null && server.SealedKg is not null)
            throw new BmcFailureException(BmcProblem.CredentialMissing, null);
        try
        {
            return await BmcSession.OpenAsync(
                new BmcSessionOptions
                {
                    EndPoint = endPoint,
                    UserName = server.UserName,
                    Password = password,
                    Kg = kg,
                    OpenTimeout = timeout,
                    CommandTimeout = options.CommandTimeout,
                    Quirks = server.Quirks,
                    TimeProvider = time,
                    Logger = logger,
                }, ct);
        }
        catch (IpmiException e)
        {
            throw Translate(e, server, server.CredentialVerifiedAt is not null);
        }
    }

    /// <summary>Runs a probe that needs no session.</summary>
    /// <exception cref="BmcFailureException">The address is not allowed, or the probe failed.</exception>
    public async Task<T> ProbeAsync<T>(Server server, Func<IPEndPoint, Task<T>> probe)
    {
        var endPoint = Allowed(server);
        try
        {
            return await probe(endPoint);
        }
        catch (IpmiException e)
        {
            throw Translate(e, server, credentialWorkedBefore: true);
        }
    }

    /// <summary>The failure in the fleet's words.</summary>
    public static BmcFailureException Translate(IpmiException e, Server server, bool credentialWorkedBefore) =>
        new(BmcProblems.Of(e.Failure, credentialWorkedBefore), BmcProblems.Scrub(e.Message, EndPointOf(server)), e);

    public void Dispose() => _handshakes.Dispose();

    private IPEndPoint Allowed(Server server)
    {
        var endPoint = EndPointOf(server);
        return network.Allows(endPoint) ? endPoint : throw new BmcFailureException(BmcProblem.AddressNotAllowed, null);
    }
}
