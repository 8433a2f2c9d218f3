using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Portal.Ipmi;

/// <summary>How to open and keep one session to a BMC. Immutable; secrets are copied by the session and never printed.</summary>
public sealed record BmcSessionOptions
{
    /// <summary>Address and UDP port of the BMC.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>User name, at most 16 bytes.</summary>
    public required string UserName { get; init; }

    /// <summary>Password, at most 20 bytes (IPMI 2.0 §22.30); at most 16 for a session of IPMI 1.5.</summary>
    public required SecretBytes Password { get; init; }

    /// <summary>BMC key K_G, 20 bytes of any value; null or all zeros when the BMC uses the user key alone (one-key login).</summary>
    public SecretBytes? Kg { get; init; }

    /// <summary>
    /// Cipher suites to try, strongest first. A refused suite falls to the next; a BMC never gets a weaker one than listed.
    /// 17 and 3 unless told otherwise; 8 and 12 (MD5) when listed; those of <see cref="AllowWeakCipherSuites"/> when listed and allowed.
    /// </summary>
    public IReadOnlyList<CipherSuiteId> CipherSuites { get; init; } = [CipherSuiteId.Suite17, CipherSuiteId.Suite3];

    /// <summary>
    /// Lets <see cref="CipherSuites"/> name suites without encryption or integrity: 0, 1, 2, 6, 7, 11, 15, 16. With them anyone on the
    /// way reads what is sent, with 0, 1, 6 and 15 takes the session over, and 0 asks for no password at all.
    /// </summary>
    public bool AllowWeakCipherSuites { get; init; }

    /// <summary>The suite of an earlier session (<see cref="BmcSession.CipherSuite"/>): tried first, if it is one of <see cref="CipherSuites"/>.</summary>
    public CipherSuiteId? RememberedCipherSuite { get; init; }

    /// <summary>
    /// Authentication types of IPMI 1.5, strongest first. Empty, as it should be: the session is of IPMI 2.0, and never falls to
    /// less. Not empty: the session is of IPMI 1.5, with the first type that the BMC offers, in the clear, and without SOL.
    /// </summary>
    public IReadOnlyList<AuthenticationType> Ipmi15 { get; init; } = [];

    /// <summary>Privilege that the session may have at most: asked for in the handshake and by Set Session Privilege Level.</summary>
    public PrivilegeLevel Privilege { get; init; } = PrivilegeLevel.Administrator;

    /// <summary>
    /// Stay at level User until a command needs more (<see cref="IpmiRequest{TResponse}.RequiredPrivilege"/>, or the BMC's own refusal),
    /// which saves a round trip when none does. Otherwise <see cref="Privilege"/> is asked for at once, and a user who may not have it
    /// is known when the session opens.
    /// </summary>
    public bool RaisePrivilegeWhenNeeded { get; init; }

    /// <summary>Longest time for the whole handshake, retransmissions included.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// A BMC that has not answered anything by then is not there; one that has answered gets the whole of <see cref="OpenTimeout"/>.
    /// Enough for eight transmissions, so that one packet in ten lost each way does not look like silence.
    /// </summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(3.4);

    /// <summary>Longest time for one command, retransmissions included.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>First retransmission time-out, until round trips have been measured.</summary>
    public TimeSpan InitialRetransmission { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>A session silent for this long sends Get Device ID so that the BMC does not drop it (IPMI 2.0 §6.12.15: 60 s).</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Departures from the specification to expect from this BMC.</summary>
    public Quirks Quirks { get; init; } = Quirks.None;

    /// <summary>Clock for timeouts and keep-alive.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logger; no secret and no payload byte is ever logged.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Address and user only.</summary>
    public override string ToString() => $"{UserName} at {EndPoint}";
}
