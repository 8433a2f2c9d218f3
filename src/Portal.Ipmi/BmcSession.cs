using System.Net;
using Microsoft.Extensions.Logging;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;
using Portal.Ipmi.Sol;
using Portal.Ipmi.Transport;

namespace Portal.Ipmi;

/// <summary>
/// One session to one BMC, of RMCP+ or by the owner's consent of IPMI 1.5, shared by commands and SOL. Thread safe. Commands run one at a time in the order they were sent.
/// The session ends by <see cref="DisposeAsync"/> (which closes it on the BMC) or by a failure, told by <see cref="Closed"/>.
/// </summary>
public sealed partial class BmcSession : IBridgingConnection, IAsyncDisposable, ISolLink
{
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _timeProvider;
    private readonly AlarmClock _clock;
    private readonly SessionAlarm _alarm;
    private readonly ILogger _logger;
    private readonly TimeSpan _commandTimeout;
    private readonly TimeSpan _keepAlive;
    private readonly IDatagramTransport _transport;
    private readonly CancellationTokenSource _closed = new();
    private readonly RoundTripEstimator _roundTrip;

    // Guards the state, the lane and what waits for it, the handshake and the round trip estimator. Never held across an await; a
    // command is sent under it, so that it cannot end between the decision and the datagram.
    private readonly Lock _gate = new();
    private readonly CommandLane _lane;
    private readonly WakeSignal _wake = new();

    private SessionState _state;
    private Exception? _reason;
    private Handshake? _handshake;
    private IPacketSealer? _sealer;
    private uint _consoleSessionId;
    private uint _bmcSessionId;
    private byte[] _systemGuid = [];
    private SolChannel? _solReceiver;
    private Task _receiveLoop = Task.CompletedTask;
    private Task _closedCallbacks = Task.CompletedTask;
    private Task? _disposal;

    private BmcSession(BmcSessionOptions options, IDatagramTransport transport)
    {
        EndPoint = options.EndPoint;
        Closed = _closed.Token;
        _timeProvider = options.TimeProvider;
        _clock = AlarmClock.Of(_timeProvider);
        _alarm = new SessionAlarm(this);
        _logger = options.Logger;
        _commandTimeout = options.CommandTimeout;
        _keepAlive = options.KeepAlive;
        _transport = transport;
        _roundTrip = new RoundTripEstimator(options.InitialRetransmission);
        _lane = new CommandLane(_roundTrip);
    }

    /// <summary>Address of the BMC.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The cipher suite in use; null for a session of IPMI 1.5. Worth remembering: <see cref="BmcSessionOptions.RememberedCipherSuite"/>.</summary>
    public CipherSuiteId? CipherSuite { get; private set; }

    /// <summary>How a session of IPMI 1.5 is authenticated; null for one of RMCP+.</summary>
    public AuthenticationType? Ipmi15Authentication { get; private set; }

    /// <summary>The privilege level in force.</summary>
    public PrivilegeLevel Privilege { get; private set; }

    /// <summary>The managed system's GUID from RAKP 2, 16 bytes as they came; empty for a session of IPMI 1.5.</summary>
    public ReadOnlyMemory<byte> SystemGuid => _systemGuid;

    /// <summary>Smoothed round trip time; null before the first measured answer.</summary>
    public TimeSpan? RoundTrip
    {
        get
        {
            lock (_gate)
                return _roundTrip.Smoothed;
        }
    }

    /// <summary>The number by which the BMC knows the session; 0 before it is open.</summary>
    public uint Id => _bmcSessionId;

    /// <summary>For how long nothing came from the BMC that verified.</summary>
    public TimeSpan Silence
    {
        get
        {
            lock (_gate)
                return Now - _heardAt;
        }
    }

    /// <summary>Fires when the session has ended, for whatever reason.</summary>
    public CancellationToken Closed { get; }

    /// <summary>Why the session ended; null while it lives or when it was closed by <see cref="DisposeAsync"/>.</summary>
    public Exception? Reason
    {
        get
        {
            lock (_gate)
                return _reason;
        }
    }

    TimeProvider ISolLink.TimeProvider => _timeProvider;

    ILogger ISolLink.Logger => _logger;

    uint ISolLink.SessionId => _bmcSessionId;

    /// <summary>Datagrams that were thrown away: forged, replayed, foreign or malformed.</summary>
    internal long DroppedDatagrams => Interlocked.Read(ref _droppedDatagrams);

    /// <summary>Time on the clock that the session shares with others; all machines count in it.</summary>
    private TimeSpan Now => _clock.Now;

    /// <summary>
    /// Opens a session: Open Session, RAKP 1 to 4, Set Session Privilege Level. RAKP 3 is never sent unless RAKP 2 verifies.
    /// With <see cref="BmcSessionOptions.Ipmi15"/> the session is one of IPMI 1.5.
    /// </summary>
    /// <exception cref="IpmiException">With the <see cref="IpmiFailure"/> that says how it failed.</exception>
    public static Task<BmcSession> OpenAsync(BmcSessionOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OpenAsync(options, static endPoint => UdpTransport.Connect(endPoint), ct);
    }

    /// <summary>Opens a session over a transport of the caller's choice.</summary>
    internal static async Task<BmcSession> OpenAsync(BmcSessionOptions options, Func<IPEndPoint, IDatagramTransport> connect, CancellationToken ct)
    {
        using var login = new SessionLogin(options);
        ct.ThrowIfCancellationRequested();
        var session = new BmcSession(options, connect(options.EndPoint));
        try
        {
            if (login.IsIpmi15)
            {
                await session.Establish15Async(login, ct).ConfigureAwait(false);
            }
            else
            {
                session.StartReceiving();
                await session.EstablishAsync(login, ct).ConfigureAwait(false);
            }

            session.StartKeepAlive();
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends one command and reads its answer.</summary>
    /// <exception cref="IpmiTimeoutException">No answer; a non-idempotent command may or may not have run.</exception>
    /// <exception cref="IpmiCommandException">A completion code other than 00h.</exception>
    public ValueTask<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Code == s_chassisControl)
            NotePowerChange();
        return _mayRaise ? SendRaisingAsync(request, ct) : ExchangeAsync(request, _commandTimeout, SessionState.Open, ct);
    }

    /// <summary>Activates SOL on this session (IPMI 2.0 §24.1).</summary>
    /// <exception cref="IpmiException"><see cref="IpmiFailure.SolAlreadyActive"/>, <see cref="IpmiFailure.SolDisabled"/> or <see cref="IpmiFailure.SolRefused"/>.</exception>
    public Task<SolChannel> ActivateSolAsync(SolOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (CipherSuite is not { } id || Crypto.CipherSuite.Find(id) is not { IsWeak: false })
            throw new IpmiException(IpmiFailure.SolRefused, "Serial-over-LAN goes over encrypted sessions only, and this one is not.");
        return SolChannel.ActivateAsync(this, options, ct);
    }

    /// <summary>Closes the session on the BMC, best effort and bounded in time, and releases the socket.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposal ??= CloseAsync();
            return new ValueTask(_disposal);
        }
    }

    Task<TResponse> ISolLink.SendCommandAsync<TResponse>(IpmiRequest<TResponse> request, CancellationToken ct) => SendAsync(request, ct).AsTask();

    void ISolLink.SetReceiver(SolChannel? receiver) => Volatile.Write(ref _solReceiver, receiver);

    ValueTask ISolLink.SendAsync(ReadOnlyMemory<byte> solPayload, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_state != SessionState.Open)
                throw EndedException();
        }

        SendSealed(PacketPayload.Sol, solPayload.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the session. The first reason wins; loops end by themselves and are awaited by <see cref="DisposeAsync"/>.</summary>
    private void Abort(Exception? reason)
    {
        bool wasOpen;
        Exchange? taken;
        lock (_gate)
        {
            if (_state == SessionState.Closed)
                return;
            wasOpen = _state == SessionState.Open;
            _reason = _state == SessionState.Closing ? null : reason;
            _state = SessionState.Closed;
            taken = TakeAll();

            // Callbacks of strangers run on the pool, not inside a receive loop; DisposeAsync awaits them.
            _closedCallbacks = _closed.CancelAsync();
        }

        if (wasOpen && reason is not null)
        {
            Log.Lost(_logger, EndPoint, reason.Message);

            SendClose();
        }

        _wake.Set();
        FailAll(taken);
        _transport.Dispose();
    }

    private async Task CloseAsync()
    {
        // Runs on from here without the lock that DisposeAsync holds.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

        bool wasOpen;
        Exchange? taken = null;
        lock (_gate)
        {
            wasOpen = _state == SessionState.Open;
            if (wasOpen)
            {
                _state = SessionState.Closing;
                taken = TakeAll();
            }
        }

        if (wasOpen)
        {
            _wake.Set();
            FailAll(taken);
            try
            {
                await ExchangeAsync(new CloseSession(_bmcSessionId), s_closeTimeout, SessionState.Closing, CancellationToken.None).ConfigureAwait(false);
                Log.Closed(_logger, EndPoint);
            }
            catch (IpmiException e)
            {
                Log.CloseUnanswered(_logger, EndPoint, e.Message);
            }
        }
        else if (_handshake is { State: HandshakeState.Rakp3 })
        {
            SendClose();
        }

        Abort(null);
        await _receiveLoop.ConfigureAwait(false);
        await _closedCallbacks.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _clock.Cancel(_alarm);
        _sealer?.Dispose();
        _handshake?.Dispose();
    }

    private IpmiException EndedException()
    {
        // Called under the gate.
        var message = _reason is null ? "The session was closed." : $"The session has ended: {_reason.Message}";
        return new IpmiException(IpmiFailure.SessionLost, message, _reason);
    }

    private sealed class SessionAlarm : Alarm
    {
        private readonly BmcSession _session;

        public SessionAlarm(BmcSession session) => _session = session;

        public override void Ring() => _session.OnAlarm();
    }
}
