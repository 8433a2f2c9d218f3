namespace Portal.Ipmi.Sol;

/// <summary>Characters to the host.</summary>
internal sealed partial class SolWindow
{
    /// <summary>
    /// Attempts at a break. Some BMCs (OpenIPMI's ipmi_sim) carry a break out and never acknowledge it, once for each copy:
    /// few copies, far apart.
    /// </summary>
    private const int MaxBreakTransmissions = 3;

    private static readonly TimeSpan s_breakRetransmission = TimeSpan.FromMilliseconds(500);

    private readonly byte[] _inFlight = new byte[SolPacket.MaxCharacters];
    private int _inFlightLength;
    private bool _isBreak;
    private byte _sequence;
    private byte _acceptedSequence;
    private int _transmissions;
    private int _backOff;
    private TimeSpan _lastSent;
    private TimeSpan _unansweredSince;
    private TimeSpan _holdDelay;
    private TimeSpan _holdUntil;
    private bool _heldByNack;
    private bool _answeredNothing;
    private bool _everAccepted;

    /// <summary>Where <see cref="StartCharacters"/> expects the characters.</summary>
    public Span<byte> InputBuffer => _inFlight.AsSpan(0, MaxCharacters);

    /// <summary>New input can start: nothing is in flight, and the BMC takes characters.</summary>
    public bool WantsInput(TimeSpan now)
    {
        Advance(now);
        return Input == SolInputState.Idle;
    }

    /// <summary>Puts the first <paramref name="count"/> characters of <see cref="InputBuffer"/> in flight. They are the window's from here on.</summary>
    public void StartCharacters(int count)
    {
        _inFlightLength = count;
        _isBreak = false;
        Renumber();
    }

    /// <summary>Puts a break in flight: a packet of its own, so that it stays behind all earlier characters.</summary>
    public void StartBreak()
    {
        _inFlightLength = 0;
        _isBreak = true;
        Renumber();
    }

    /// <summary>True once when the break in flight was sent often enough without an answer; later input goes on.</summary>
    public bool AbandonBreak(TimeSpan now)
    {
        if (!_isBreak || Input != SolInputState.AwaitingAck || _transmissions < MaxBreakTransmissions || now < _lastSent + RetransmissionTimeout())
            return false;

        Input = SolInputState.Idle;
        return true;
    }

    private int OnAnswer(SolPacket packet, TimeSpan now, out bool breakAcknowledged)
    {
        breakAcknowledged = false;
        if (packet.AcknowledgedSequence == 0 || packet.AcknowledgedSequence != _sequence)
        {
            // Without an answer in it, a clear status is still news for input that waits for the host to be back.
            if (Input == SolInputState.Held && _unavailable && !_heldByNack && !packet.Status.HasFlag(SolStatus.TransferUnavailable))
                EndHold();
            return 0;
        }

        return Input switch
        {
            SolInputState.AwaitingAck => OnFirstAnswer(packet, now, out breakAcknowledged),
            SolInputState.Held => OnLaterAnswer(packet),
            _ => 0,
        };
    }

    private int OnFirstAnswer(SolPacket packet, TimeSpan now, out bool breakAcknowledged)
    {
        if (_transmissions == 1)
            MeasureRoundTrip(now - _lastSent);

        breakAcknowledged = _isBreak;
        if (_isBreak)
            _acceptedSequence = _sequence;
        var accepted = _isBreak ? 0 : CountAccepted(packet.AcceptedCount);
        if (accepted > 0)
            _holdDelay = TimeSpan.Zero;

        var nack = packet.Status.HasFlag(SolStatus.Nack);
        var nothing = _inFlightLength > 0 && accepted == 0;
        Consume(accepted);
        if (nack || _inFlightLength > 0)
            Refusals++;

        if (nack || nothing || packet.Status.HasFlag(SolStatus.TransferUnavailable))
            Hold(now, nack, nothing);
        else if (_inFlightLength > 0)
            Renumber();
        else
            Input = SolInputState.Idle;
        return accepted;
    }

    /// <summary>
    /// The packet that was refused is answered once more. A BMC that forgets what it refuses may have taken a copy of it after all:
    /// then its count, the first above 0, is the true one. Any answer that is not a NACK ends the pause that a NACK began.
    /// </summary>
    private int OnLaterAnswer(SolPacket packet)
    {
        var accepted = 0;
        if (_answeredNothing && packet.AcceptedCount > 0)
        {
            accepted = Math.Min(packet.AcceptedCount, _inFlightLength);
            _answeredNothing = false;
            _everAccepted = true;
            _holdDelay = TimeSpan.Zero;
            Consume(accepted);
        }

        if (!packet.Status.HasFlag(SolStatus.Nack) && (_heldByNack || accepted > 0))
            EndHold();
        return accepted;
    }

    private int CountAccepted(int claimed)
    {
        if (claimed <= _inFlightLength)
        {
            _everAccepted |= claimed > 0;
            return claimed;
        }

        // More than was sent. On the very first packet it is the memory of an earlier session whose last number was the same
        // (ipmi_sim keeps it across activations): nothing of ours was taken. Later it can only be a miscount.
        if (!_everAccepted)
            return 0;
        return _inFlightLength;
    }

    private void Consume(int accepted)
    {
        if (accepted > 0)
            _acceptedSequence = _sequence;
        _inFlightLength -= accepted;
        if (_inFlightLength > 0 && accepted > 0)
            _inFlight.AsSpan(accepted, _inFlightLength).CopyTo(_inFlight);
    }

    private void Hold(TimeSpan now, bool nack, bool nothing)
    {
        _holdDelay = _holdDelay == TimeSpan.Zero ? SolTimings.MinHold : Min(_holdDelay * 2, SolTimings.MaxHold);
        // Another copy may still reach a BMC that forgets what it refuses: leave its answer time to come.
        _holdUntil = now + (_transmissions > 1 ? Max(_holdDelay, RetransmissionTimeout()) : _holdDelay);
        _heldByNack = nack;
        _answeredNothing = nothing;
        Input = SolInputState.Held;
    }

    private void EndHold()
    {
        if (_inFlightLength > 0)
            Renumber();
        else
            Input = SolInputState.Idle;
    }

    private void Advance(TimeSpan now)
    {
        if (Input == SolInputState.Held && now >= _holdUntil)
            EndHold();
    }

    private void Renumber()
    {
        _sequence = SolPacket.Next(_sequence);
        // After fourteen refusals the circle comes round to the last number that was accepted. A BMC that remembers only what it
        // accepted would take this for a copy of that, and what it carries would be lost.
        if (_sequence == _acceptedSequence)
            _sequence = SolPacket.Next(_sequence);
        _transmissions = 0;
        Input = SolInputState.Ready;
    }

    private int SendNew(TimeSpan now, Span<byte> destination)
    {
        Input = SolInputState.AwaitingAck;
        _unansweredSince = now;
        _lastSent = now;
        _transmissions = 1;
        if (_isBreak)
            return SolPacket.Write(destination, _sequence, 0, 0, SolOperation.Break, []);

        // Only a first answer rides on characters: OpenBMC drops a packet whose answer is not news to it, characters and all.
        var rides = _answerDue && !_answerIsRepeated && !HoldsAnswer;
        var acknowledged = rides ? _lastSequence : (byte)0;
        var count = rides ? (byte)_answer : (byte)0;
        _answerDue &= !rides;
        return SolPacket.Write(destination, _sequence, acknowledged, count, SolOperation.None, _inFlight.AsSpan(0, _inFlightLength));
    }

    /// <summary>The same packet again. It acknowledges nothing: what it acknowledged at first may be out of date.</summary>
    private int SendAgain(TimeSpan now, Span<byte> destination)
    {
        _lastSent = now;
        _transmissions++;
        _backOff++;
        Retransmissions++;
        return SolPacket.Write(
            destination, _sequence, 0, 0, _isBreak ? SolOperation.Break : SolOperation.None, _inFlight.AsSpan(0, _inFlightLength));
    }

    private TimeSpan RetransmissionTimeout()
    {
        var timeout = _smoothedRoundTrip is { } smoothed
            ? Max(smoothed + Max(4 * _roundTripVariation, SolTimings.MinHold), SolTimings.MinRetransmission)
            : _timings.Retransmission;
        if (_isBreak)
            timeout = Max(timeout, s_breakRetransmission);
        // Doubled for each copy in a row; kept until a packet is answered at its first attempt (Karn), lest a round trip
        // longer than the time-out is never measured.
        return Min(timeout * (1 << Math.Min(_backOff, 8)), SolTimings.MaxRetransmission);
    }

    private void MeasureRoundTrip(TimeSpan sample)
    {
        _backOff = 0;
        if (_smoothedRoundTrip is not { } smoothed)
        {
            _smoothedRoundTrip = sample;
            _roundTripVariation = sample / 2;
            return;
        }

        _roundTripVariation += ((sample - smoothed).Duration() - _roundTripVariation) / 4;
        _smoothedRoundTrip = smoothed + (sample - smoothed) / 8;
    }
}
