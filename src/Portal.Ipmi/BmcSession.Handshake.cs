using Portal.Ipmi.Session;
using Portal.Ipmi.Transport;

namespace Portal.Ipmi;

/// <content>Open Session and RAKP.</content>
public sealed partial class BmcSession
{
    /// <summary>RAKP costs slow BMCs more time than a command does; too short a time-out makes them compute twice.</summary>
    private static readonly TimeSpan s_shortestRakpTimeout = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan s_longestHandshakeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A RAKP message that stays unanswered for so long, eight times sent, has probably met a BMC that forgot the session: begin anew.
    /// Sooner would be loss alone, and beginning anew takes a second slot.
    /// </summary>
    private static readonly TimeSpan s_stallTime = TimeSpan.FromSeconds(4);

    /// <summary>Each wait is longer than the last by so much. Little: a handshake is five small packets, and there is no crowd to yield to.</summary>
    private const double HandshakeBackOff = 1.15;

    private static readonly TimeSpan s_shortestRestart = TimeSpan.FromSeconds(1);

    /// <summary>Many BMCs do not answer Get Channel Cipher Suites outside of a session, so nothing waits for it long.</summary>
    private static readonly TimeSpan s_hintTimeout = TimeSpan.FromMilliseconds(300);

    private async Task EstablishAsync(SessionLogin login, CancellationToken ct)
    {
        using var registration = ct.UnsafeRegister(static signal => ((WakeSignal)signal!).Set(), _wake);
        var deadline = Now + login.OpenTimeout;
        var firstAnswerBy = Shorter(deadline, Now + login.SilenceTimeout);
        var plan = login.Plan;
        while (true)
        {
            var handshake = new Handshake(plan.Attempt, login.UserNameBytes, login.Password, login.Kg, HandshakeNonces.Draw());
            lock (_gate)
            {
                _handshake?.Dispose();
                _handshake = handshake;
                _handshakeMoved = false;
            }

            var (outcome, repeated) = await RunHandshakeAsync(handshake, login, firstAnswerBy, deadline, ct).ConfigureAwait(false);
            firstAnswerBy = deadline;
            if (outcome == HandshakeState.Established)
            {
                Install(handshake, login);
                break;
            }

            if (outcome == HandshakeState.Failed)
            {
                var stage = handshake.Stage;
                if (plan.WantsHint(handshake))
                    plan.TakeHint(await BmcProbe.GetCipherSuitesAsync(EndPoint, s_hintTimeout, _timeProvider, ct).ConfigureAwait(false));
                if (plan.TryNext(handshake, repeated))
                {
                    if (stage == HandshakeState.Rakp3)
                        SendClose();
                    Log.HandshakeTurned(_logger, EndPoint, handshake.Refusal, handshake.Status, (byte)plan.Attempt.Suite.Id);
                    continue;
                }

                throw plan.Explain(handshake, login.UserName, login.Kg is not null);
            }

            // Silence within RAKP.
            if (deadline - Now < s_shortestRestart || !plan.TryRestart())
                throw NoHandshakeAnswer(outcome, login.OpenTimeout);
            if (outcome == HandshakeState.Rakp3)
                SendClose();
            Log.HandshakeRestarted(_logger, EndPoint, outcome);
        }

        await PreparePrivilegeAsync(login, plan.Privilege, deadline, ct).ConfigureAwait(false);
        Log.Opened(_logger, EndPoint, (byte)plan.Attempt.Suite.Id, Privilege);
    }

    /// <summary>
    /// Runs one handshake. Ends in <see cref="HandshakeState.Established"/>, in <see cref="HandshakeState.Failed"/>, or in the
    /// state whose message the BMC left unanswered too long. Also tells whether the last message was sent more than once.
    /// </summary>
    private async Task<(HandshakeState Outcome, bool Repeated)> RunHandshakeAsync(Handshake handshake, SessionLogin login, TimeSpan firstAnswerBy, TimeSpan deadline, CancellationToken ct)
    {
        var state = handshake.State;
        var timeout = login.InitialRetransmission;
        var stageBegan = Now;
        var dueAt = stageBegan;
        var sentAt = stageBegan;
        var transmissions = 0;
        var repeated = false;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var now = Now;
            lock (_gate)
            {
                if (_state == SessionState.Closed)
                    throw EndedException();
                if (Interlocked.Exchange(ref _networkError, null) is { } error)
                    throw UdpTransport.Unreachable(EndPoint, error);
                if (_handshakeMoved)
                {
                    _handshakeMoved = false;
                    if (transmissions == 1)
                        _roundTrip.Sample(now - sentAt);
                    state = handshake.State;
                    if (state is HandshakeState.Established or HandshakeState.Failed)
                        return (state, repeated);
                    timeout = Longer(s_shortestRakpTimeout, _roundTrip.Timeout * 2);
                    stageBegan = dueAt = now;
                    transmissions = 0;
                }
            }

            var lastMoment = state == HandshakeState.OpenSession ? firstAnswerBy : deadline;
            if (now >= lastMoment)
                throw NoHandshakeAnswer(state, lastMoment == deadline ? login.OpenTimeout : login.SilenceTimeout);

            if (state != HandshakeState.OpenSession && now - stageBegan >= s_stallTime)
                return (state, repeated);

            if (now >= dueAt)
            {
                if (transmissions > 0)
                {
                    repeated = true;
                    timeout = Shorter(timeout * HandshakeBackOff, s_longestHandshakeTimeout);
                }

                SendHandshake(handshake);

                // If only RAKP 4 was lost, a BMC that ignores a repeated RAKP 3 still answers in the session.
                if (transmissions > 0 && state == HandshakeState.Rakp3)
                    Transmit(s_keepAliveRequest, requestSequence: 0);
                transmissions++;
                sentAt = now;
                dueAt = now + timeout;
            }

            ArmTimer(Shorter(dueAt, lastMoment) - now);
            await _wake.WaitAsync().ConfigureAwait(false);
        }
    }

    private void SendHandshake(Handshake handshake)
    {
        Span<byte> datagram = stackalloc byte[128];
        int length;
        lock (_gate)
        {
            // The answer overtook the retransmission.
            if (_handshakeMoved)
                return;
            length = handshake.WriteMessage(datagram);
        }

        SendDatagram(datagram[..length]);
    }

    /// <summary>RAKP 2 has verified: packets can be sealed. Called under the gate by the receive loop, which alone reads with the keys.</summary>
    private void InstallKeys(Handshake handshake)
    {
        lock (_sendGate)
        {
            _sealer?.Dispose();
            _sealer = handshake.CreateSealer();
            _consoleSessionId = handshake.ConsoleSessionId;
            _bmcSessionId = handshake.BmcSessionId;
            _outboundSequence = 0;
        }

        _inboundWindow = new SequenceWindow(isForgeable: !handshake.Suite.IsAuthenticated);
    }

    private void Install(Handshake handshake, SessionLogin login)
    {
        lock (_gate)
        {
            CipherSuite = handshake.Suite.Id;
            Privilege = login.Privilege == PrivilegeLevel.Callback ? PrivilegeLevel.Callback : PrivilegeLevel.User;
            _systemGuid = handshake.SystemGuid.ToArray();
            _handshake = null;
            if (_state == SessionState.Opening)
                _state = SessionState.Open;
        }

        handshake.Dispose();
    }

    private IpmiTimeoutException NoHandshakeAnswer(HandshakeState state, TimeSpan timeout)
    {
        var name = HandshakePlan.Name(state);
        return new IpmiTimeoutException(
            IpmiFailure.NoAnswer,
            state == HandshakeState.OpenSession
                ? $"{EndPoint} did not answer {name} within {timeout.TotalSeconds:0.#} s: the address may be wrong, the port filtered, the BMC off or without IPMI 2.0."
                : $"{EndPoint} answered the beginning of the handshake, but not {name}, within {timeout.TotalSeconds:0.#} s.",
            outcomeUnknown: false);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
