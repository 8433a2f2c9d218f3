using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Session;

/// <summary>
/// The one command that may be outstanding on a session: when to send, when to send again, which answer belongs to it.
/// Pure: time and bytes come as arguments, and the owner holds a lock. Retransmission happens here and nowhere else.
/// </summary>
internal sealed class CommandLane
{
    private static readonly TimeSpan s_firstBusyPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestBusyPause = TimeSpan.FromMilliseconds(800);

    // A bus of 100 kbit/s with retries of its own is behind a bridge.
    private static readonly TimeSpan s_bridgePatience = TimeSpan.FromMilliseconds(750);

    private readonly RoundTripEstimator _roundTrip;
    private readonly RequestSequence _sequence = new();

    private CommandCode _code;
    private CommandCode? _bridged;
    private Lun _lun;
    private bool _isIdempotent;
    private TimeSpan _deadline;
    private TimeSpan _dueAt;
    private TimeSpan _sentAt;
    private TimeSpan _busyPause;
    private bool _wasDuplicate;

    /// <summary>Creates an idle lane that waits as long as <paramref name="roundTrip"/> says.</summary>
    public CommandLane(RoundTripEstimator roundTrip) => _roundTrip = roundTrip;

    /// <summary>Where the command stands.</summary>
    public LaneState State { get; private set; }

    /// <summary>Request sequence number to send with.</summary>
    public byte RequestSequence { get; private set; }

    /// <summary>How often the request was sent under the present request sequence number.</summary>
    public int Transmissions { get; private set; }

    /// <summary>The outstanding command is inside of Send Message.</summary>
    public bool IsBridged => State == LaneState.Waiting && _bridged is not null;

    /// <summary>Completion code of the answer.</summary>
    public CompletionCode CompletionCode { get; private set; }

    /// <summary>Starts a command. A command that is not idempotent is sent once, whatever happens.</summary>
    public void Begin(CommandCode code, Lun lun, bool isIdempotent, TimeSpan timeout, TimeSpan now, CommandCode? bridged = null)
    {
        if (State != LaneState.Idle)
            throw new InvalidOperationException("A command is outstanding already.");
        _code = code;
        _bridged = bridged;
        _lun = lun;
        _isIdempotent = isIdempotent;
        _deadline = now + timeout;
        _dueAt = now;
        _busyPause = s_firstBusyPause;
        _wasDuplicate = false;
        Transmissions = 0;
        RequestSequence = _sequence.Next(now);
        State = LaneState.Waiting;
    }

    /// <summary>What to do now. <see cref="LaneStepKind.Transmit"/> counts as done.</summary>
    public LaneStep Next(TimeSpan now)
    {
        switch (State)
        {
            case LaneState.Answered:
                return new LaneStep(LaneStepKind.Answered);
            case LaneState.TimedOut:
                return new LaneStep(LaneStepKind.TimedOut);
            case LaneState.Idle:
                throw new InvalidOperationException("No command is outstanding.");
        }

        if (now >= _deadline)
        {
            State = LaneState.TimedOut;
            return new LaneStep(LaneStepKind.TimedOut);
        }

        if (now < _dueAt)
            return new LaneStep(LaneStepKind.Wait, _dueAt < _deadline ? _dueAt : _deadline);

        if (_wasDuplicate)
        {
            // The BMC knows this number already and will not run it again: its answer is lost for good, so ask anew.
            _wasDuplicate = false;
            Renumber(now);
        }
        else if (Transmissions > 0)
        {
            _roundTrip.BackOff();
        }

        Transmissions++;
        _sentAt = now;
        _dueAt = !_isIdempotent ? _deadline : now + (_bridged is null || _roundTrip.Timeout > s_bridgePatience ? _roundTrip.Timeout : s_bridgePatience);
        return new LaneStep(LaneStepKind.Transmit);
    }

    /// <summary>
    /// Takes an answer whose packet has verified. False when it is not the answer to the outstanding request: late, repeated,
    /// or about another command. True means that <see cref="Next"/> has something to say.
    /// </summary>
    public bool Accept(in LanMessage answer, TimeSpan now)
    {
        if (State != LaneState.Waiting || Transmissions == 0 ||
            !Concerns(answer) || answer.RequestSequence != RequestSequence || answer.Data.Length > LanMessage.MaxDataBytes)
            return false;

        if (answer.CompletionCode == CompletionCode.DuplicateRequest && Transmissions > 1)
        {
            _wasDuplicate = true;
            return false;
        }

        if (answer.CompletionCode == CompletionCode.NodeBusy && _isIdempotent && now + _busyPause < _deadline)
        {
            Renumber(now);
            _dueAt = now + _busyPause;
            _busyPause = _busyPause * 2 < s_longestBusyPause ? _busyPause * 2 : s_longestBusyPause;
            return true;
        }

        if (_bridged is not null && answer.IsAnswerTo(_code) && answer.CompletionCode == CompletionCode.Ok && !answer.IsAnswerTo(_bridged.Value))
        {
            // The bridge has passed it on; the controller's answer follows.
            if (_isIdempotent)
                _dueAt = now + s_bridgePatience;
            return true;
        }

        if (Transmissions == 1 && _bridged is null)
            _roundTrip.Sample(now - _sentAt);
        CompletionCode = answer.CompletionCode;
        State = LaneState.Answered;
        return true;
    }

    /// <summary>Ends the command, answered or given up.</summary>
    public void End(TimeSpan now)
    {
        if (State != LaneState.Answered || Transmissions > 1)
            _sequence.KeepBack(RequestSequence, now);
        State = LaneState.Idle;
    }

    /// <summary>Answers the command, or the one inside: the luns of a message that went over a bridge are not always restored.</summary>
    private bool Concerns(in LanMessage answer) => _bridged is { } bridged
        ? answer.IsAnswerTo(_code) || answer.IsAnswerTo(bridged)
        : answer.IsAnswerTo(_code) && answer.RequesterLun == 0 && answer.ResponderLun == (byte)_lun;

    private void Renumber(TimeSpan now)
    {
        if (Transmissions > 1)
            _sequence.KeepBack(RequestSequence, now);
        RequestSequence = _sequence.Next(now);
        Transmissions = 0;
    }
}
