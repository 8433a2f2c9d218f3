using System.Net.Sockets;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <content>Keeps the session alive on the BMC, and notices when it no longer is.</content>
public sealed partial class BmcSession
{
    /// <summary>So many commands without any sign of life end the session.</summary>
    private const int UnansweredLimit = 3;

    /// <summary>So many end it when the BMC answers outside of the session meanwhile: it restarted or dropped the session.</summary>
    private const int UnansweredLimitWhenAlive = 2;

    private const byte OutsideSequence = 0x2A;

    /// <summary>Chassis Control.</summary>
    private static readonly CommandCode s_chassisControl = new(NetFn.Chassis, 0x02);

    /// <summary>
    /// BMCs that share the host's network port (NC-SI) lose their link for up to 15 s when the host's power changes, and answer the next
    /// command late: for so long silence does not end the session.
    /// </summary>
    private static readonly TimeSpan s_patienceAfterPowerChange = TimeSpan.FromSeconds(30);

    private static readonly GetDeviceId s_keepAliveRequest = new();
    private static readonly GetChannelAuthenticationCapabilities s_outsideRequest = new(PrivilegeLevel.User, Extended: false);

    /// <summary>The keep-alive; null until the session is open, and when it has none.</summary>
    private KeepAliveExchange? _probe;
    private TimeSpan _keepAliveAfter;
    private int _unanswered;
    private bool _answersOutside;
    private TimeSpan _answeredAt;
    private TimeSpan _heardAt;
    private TimeSpan _patientUntil;

    private void StartKeepAlive()
    {
        if (_keepAlive <= TimeSpan.Zero)
            return;
        lock (_gate)
        {
            _probe = new KeepAliveExchange(this, _commandTimeout);
            _answeredAt = Now;
            PlanKeepAlive();
        }
    }

    /// <summary>Plans the next keep-alive. Called under the gate.</summary>
    private void PlanKeepAlive()
    {
        // Early by up to a fifth, so that sessions opened together do not stay together.
        _keepAliveAfter = _keepAlive * (1 - (0.2 * Random.Shared.NextDouble()));
        _clock.SetNoLaterThan(_alarm, KeepAliveDue);
    }

    /// <summary>
    /// When the session has been silent for long enough. On a grid of a hundredth of the interval: thousands of sessions then wake the
    /// machine some times a second, not for each of them; waking it costs more than the keep-alive.
    /// </summary>
    private TimeSpan KeepAliveDue
    {
        get
        {
            var due = (_answeredAt + _keepAliveAfter).Ticks;
            return TimeSpan.FromTicks(due - (due % Math.Max(1, _keepAlive.Ticks / 100)));
        }
    }

    /// <summary>Something may be due: the lane, the handshake, the keep-alive.</summary>
    private void OnAlarm()
    {
        bool drives;
        bool wakes;
        lock (_gate)
        {
            if (_state == SessionState.Closed)
                return;
            var now = Now;
            wakes = now >= _wakeAt;
            if (wakes)
                _wakeAt = TimeSpan.MaxValue;
            drives = now >= _laneDue;
            if (drives)
                _laneDue = TimeSpan.MaxValue;
            if (_probe is { State: ExchangeState.Idle } && now >= KeepAliveDue)
                drives |= TryProbe();
            SetAlarm();
        }

        if (wakes)
            _wake.Set();
        if (drives)
            Drive();
    }

    /// <summary>Sets the alarm for what is due first. Called under the gate.</summary>
    private void SetAlarm()
    {
        var due = Shorter(_wakeAt, _laneDue);
        if (_state == SessionState.Open && _probe is { State: ExchangeState.Idle })
            due = Shorter(due, KeepAliveDue);
        if (due < TimeSpan.MaxValue)
            _clock.SetNoLaterThan(_alarm, due);
    }

    /// <summary>Queues the question for a sign of life, unless it is under way. Called under the gate; the caller drives the lane.</summary>
    private bool TryProbe()
    {
        if (_state != SessionState.Open || _probe is not { State: ExchangeState.Idle } probe)
            return false;
        Append(probe);
        return true;
    }

    /// <summary>The keep-alive has ended. After silence the next one follows at once; otherwise it is planned.</summary>
    private void OnProbed(KeepAliveExchange probe)
    {
        lock (_gate)
        {
            probe.State = ExchangeState.Idle;
            if (_state != SessionState.Open)
                return;
            if (_unanswered == 0)
            {
                PlanKeepAlive();
                return;
            }

            Append(probe);
        }

        Drive();
    }

    /// <summary>A command came to nothing. The keep-alive asks again at once, in and outside of the session.</summary>
    private void NoteUnanswered()
    {
        Exception? lost = null;
        lock (_gate)
        {
            if (_state != SessionState.Open)
                return;
            _unanswered++;
            if (_networkError is { SocketErrorCode: SocketError.ConnectionRefused })
                lost = new IpmiException(IpmiFailure.SessionLost, $"{EndPoint} went away: its port is closed now. The BMC probably restarts.");
            else if (_unanswered >= UnansweredLimitWhenAlive && _answersOutside)
                lost = new IpmiException(IpmiFailure.SessionLost, $"{EndPoint} answers, but no longer in this session: the BMC restarted or dropped it.");
            else if (_unanswered >= UnansweredLimit && Now >= _patientUntil)
                lost = new IpmiException(IpmiFailure.SessionLost, $"{EndPoint} stopped answering: {_unanswered} commands in a row came to nothing.");
        }

        if (lost is not null)
        {
            Abort(lost);
            return;
        }

        Log.Unanswered(_logger, EndPoint);
        Span<byte> data = stackalloc byte[2];
        var writer = new IpmiWriter(data);
        s_outsideRequest.Write(ref writer);
        Span<byte> datagram = stackalloc byte[32];
        SendDatagram(datagram[..SessionlessPacket.Write(datagram, s_outsideRequest.Code, OutsideSequence, data)]);
        bool probes;
        lock (_gate)
            probes = TryProbe();
        if (probes)
            Drive();
    }

    /// <summary>The host's power is about to change.</summary>
    private void NotePowerChange()
    {
        lock (_gate)
            _patientUntil = Now + s_patienceAfterPowerChange;
    }

    /// <summary>A packet of the session came and verified.</summary>
    private void NoteAlive()
    {
        lock (_gate)
        {
            _heardAt = Now;
            _unanswered = 0;
            _answersOutside = false;
            _networkError = null;
        }
    }

    /// <summary>
    /// An answer outside of the session, to the question that <see cref="NoteUnanswered"/> asked. Nobody vouches for it,
    /// so it counts only while the session itself is silent.
    /// </summary>
    private bool NoteOutsideAnswer(ReadOnlySpan<byte> datagram)
    {
        if (!SessionlessPacket.TryRead(datagram, out var answer) || answer.RequestSequence != OutsideSequence || answer.Command != s_outsideRequest.Code.Command)
            return false;
        lock (_gate)
        {
            if (_unanswered == 0)
                return false;
            _answersOutside = true;
            return true;
        }
    }

    /// <summary>Get Device ID, IPMI 2.0 §20.1, whose answer nobody reads: every BMC has it and it changes nothing.</summary>
    private sealed class KeepAliveExchange : Exchange
    {
        public KeepAliveExchange(BmcSession session, TimeSpan timeout)
            : base(session) => Timeout = timeout;

        public override CommandCode Code => s_keepAliveRequest.Code;

        public override Lun Lun => Lun.Bmc;

        public override bool IsIdempotent => true;

        public override string Name => nameof(GetDeviceId);

        public override void Transmit(byte requestSequence) => Session.Transmit(s_keepAliveRequest, requestSequence);

        /// <summary>A refusal is a sign of life too.</summary>
        public override void Answer(CompletionCode completionCode, ReadOnlySpan<byte> data) => Session.OnProbed(this);

        public override void Fail()
        {
            if (Error is IpmiException e)
                Log.KeepAliveFailed(Session._logger, Session.EndPoint, e.Message);
            Error = null;
            Session.OnProbed(this);
        }
    }
}
