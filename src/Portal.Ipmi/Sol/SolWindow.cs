namespace Portal.Ipmi.Sol;

/// <summary>
/// The SOL protocol of the remote console, IPMI 2.0 §15.9 to §15.11: one packet outstanding in each direction, nothing lost,
/// nothing doubled. Pure: time and bytes are arguments, nothing is sent, nobody is called. Not thread safe.
/// </summary>
/// <remarks>
/// Two rules carry the proof. Towards the BMC: characters in flight are a snapshot, repeated under the same sequence number
/// until that number is answered, and what the answer leaves goes out under a new one. From the BMC: the answer to a sequence
/// number never changes, however often its packet comes, so that whichever copy of the answer arrives moves the BMC to the same place.
/// </remarks>
internal sealed partial class SolWindow
{
    private readonly SolTimings _timings;
    private TimeSpan? _smoothedRoundTrip;
    private TimeSpan _roundTripVariation;
    private bool _unavailable;

    public SolWindow(SolTimings timings, int maxCharacters)
    {
        _timings = timings;
        MaxCharacters = maxCharacters;
    }

    /// <summary>Characters per packet to the BMC.</summary>
    public int MaxCharacters { get; set; }

    public SolInputState Input { get; private set; }

    public SolOutputState Output { get; private set; }

    /// <summary>Packets to the BMC that were sent again.</summary>
    public long Retransmissions { get; private set; }

    /// <summary>Answers by which the BMC refused characters, all or some.</summary>
    public long Refusals { get; private set; }

    /// <summary>Packets of the BMC that brought nothing new.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Packets of the BMC that never came.</summary>
    public long Gaps { get; private set; }

    /// <summary>
    /// What was delivered is not safe yet: its acknowledgement waits. The BMC repeats the packet meanwhile, or gives it up and goes on; it is
    /// here in any case.
    /// </summary>
    public bool HoldsAnswer { get; set; }

    /// <summary>Something waits for room at the reader: a packet kept back, or news.</summary>
    public bool NeedsRoom =>
        Output == SolOutputState.Withholding ||
        _pending != SolSignals.None ||
        _latestStatus.HasFlag(SolStatus.TransferUnavailable) != _unavailable;

    /// <summary>When <see cref="NextPacket"/> has something to do although nothing else happens.</summary>
    public TimeSpan? NextDeadline => Input switch
    {
        SolInputState.AwaitingAck => Min(_lastSent + RetransmissionTimeout(), _unansweredSince + _timings.AcknowledgementTimeout),
        SolInputState.Held => _holdUntil,
        _ => null,
    };

    /// <summary>Takes a payload from the BMC. <paramref name="room"/>: the reader can take what it brings.</summary>
    public SolStep OnPacket(ReadOnlySpan<byte> payload, TimeSpan now, bool room)
    {
        if (Output == SolOutputState.Closed || !SolPacket.TryRead(payload, out var packet))
            return default;

        var accepted = OnAnswer(packet, now, out var breakAcknowledged);
        var characters = OnCharacters(packet, now, room, out var fresh);
        // The bits of a repeated packet were reported with its first copy.
        if (fresh || packet.Sequence == 0)
            _pending |= Signals(packet.Status);

        var deactivated = packet.Status.HasFlag(SolStatus.Deactivated);
        if (deactivated)
            Close();

        return new SolStep
        {
            Accepted = accepted,
            BreakAcknowledged = breakAcknowledged,
            Characters = characters,
            Signals = TakeSignals(packet.Status, room || deactivated) | (deactivated ? SolSignals.Deactivated : SolSignals.None),
        };
    }

    /// <summary>The reader has room again: a packet kept back is delivered and acknowledged.</summary>
    public SolStep OnRoom(TimeSpan now)
    {
        var characters = ReleaseWithheld(now);
        return new SolStep { Characters = characters, Signals = TakeSignals(null, room: true) };
    }

    /// <summary>
    /// Writes the next packet that has to leave now and returns its length, 0 when there is none. Called again until it returns 0;
    /// <paramref name="destination"/> holds <see cref="SolPacket.HeaderLength"/> and <see cref="SolPacket.MaxCharacters"/> bytes.
    /// </summary>
    public int NextPacket(TimeSpan now, Span<byte> destination)
    {
        if (Output == SolOutputState.Closed)
            return 0;

        Advance(now);
        if (Input == SolInputState.Ready)
            return SendNew(now, destination);
        if (Input == SolInputState.AwaitingAck && now >= _lastSent + RetransmissionTimeout())
            return SendAgain(now, destination);
        return _answerDue && !HoldsAnswer ? SendAnswer(destination) : 0;
    }

    /// <summary>The BMC has not answered for longer than the acknowledgement time-out.</summary>
    public bool IsLost(TimeSpan now) =>
        Input == SolInputState.AwaitingAck && now >= _unansweredSince + _timings.AcknowledgementTimeout;

    /// <summary>Nothing is sent or taken any more.</summary>
    public void Close()
    {
        Input = SolInputState.Closed;
        Output = SolOutputState.Closed;
    }

    private static SolSignals Signals(SolStatus status) =>
        (status.HasFlag(SolStatus.TransmitOverrun) ? SolSignals.CharactersLost : SolSignals.None) |
        (status.HasFlag(SolStatus.BreakDetected) ? SolSignals.BreakDetected : SolSignals.None);

    /// <summary>What can be reported now. Without room it stays pending, and a change of availability that is undone meanwhile is never told.</summary>
    private SolSignals TakeSignals(SolStatus? status, bool room)
    {
        if (status is { } bits)
            _latestStatus = bits;
        if (!room)
            return SolSignals.None;

        var signals = _pending;
        _pending = SolSignals.None;
        var unavailable = _latestStatus.HasFlag(SolStatus.TransferUnavailable);
        if (unavailable != _unavailable)
        {
            _unavailable = unavailable;
            signals |= unavailable ? SolSignals.TransferUnavailable : SolSignals.TransferResumed;
        }

        return signals;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
