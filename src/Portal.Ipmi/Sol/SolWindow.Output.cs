namespace Portal.Ipmi.Sol;

/// <summary>Characters from the host.</summary>
internal sealed partial class SolWindow
{
    /// <summary>
    /// Copies of an unchanged situation after which we give way: BMCs are patient for five (ipmi_sim) to seven (the
    /// specification's default) copies, and then drop the packet.
    /// </summary>
    private const int PatientCopies = 3;

    private readonly byte[] _last = new byte[SolPacket.MaxCharacters];
    private readonly ulong[] _fingerprints = new ulong[SolPacket.MaxSequence + 1];
    private readonly byte[] _lengths = new byte[SolPacket.MaxSequence + 1];
    private int _lastLength;
    private byte _lastSequence;
    private int _answer;
    private int _copies;
    private bool _answerDue;
    private bool _answerIsRepeated;
    private TimeSpan _lastProgress;
    private TimeSpan _answeredAt;
    private TimeSpan _repeatedAt;
    private SolSignals _pending;
    private SolStatus _latestStatus;

    private enum Arrival
    {
        /// <summary>In its turn, or the first at all.</summary>
        Next,

        /// <summary>The packet we have, perhaps grown.</summary>
        Copy,

        /// <summary>A late copy of a packet before the last.</summary>
        Stale,

        /// <summary>A number was skipped, or the BMC counts anew.</summary>
        Jump,
    }

    private ReadOnlySpan<byte> OnCharacters(SolPacket packet, TimeSpan now, bool room, out bool fresh)
    {
        fresh = false;
        if (packet.Sequence == 0)
            return default;

        switch (Classify(packet, now))
        {
            case Arrival.Copy:
                return OnCopy(packet, now, room);
            case Arrival.Stale:
                Duplicates++;
                return default;
            case Arrival.Jump when Output == SolOutputState.Withholding:
            case Arrival.Next when Output == SolOutputState.Withholding:
                // The BMC has given up on the packet we keep, so it is safe here; this one will be repeated.
                return default;
            case Arrival.Jump:
                Gaps++;
                _pending |= SolSignals.Gap;
                break;
        }

        fresh = true;
        _lastSequence = packet.Sequence;
        _lastProgress = now;
        _answerDue = false;
        _copies = 0;
        Keep(packet.Characters);
        // Characters that come with "deactivated" are the last: there is no second chance to take them.
        if (room || packet.Status.HasFlag(SolStatus.Deactivated))
            return Deliver(0, now);

        Output = SolOutputState.Withholding;
        return default;
    }

    private Arrival Classify(SolPacket packet, TimeSpan now)
    {
        if (_lastSequence == 0)
            return Arrival.Next;

        switch (SolPacket.Distance(_lastSequence, packet.Sequence))
        {
            case 0:
                var common = Math.Min(_lastLength, packet.Characters.Length);
                return packet.Characters[..common].SequenceEqual(_last.AsSpan(0, common)) ? Arrival.Copy : Arrival.Jump;
            case 1:
                return Arrival.Next;
            case var distance:
                if (now - _lastProgress >= SolTimings.ResyncSilence)
                    return Arrival.Jump;
                return LooksStale(packet, behind: distance > SolPacket.MaxSequence / 2) ? Arrival.Stale : Arrival.Jump;
        }
    }

    /// <summary>
    /// A number out of turn is an old copy when it carries the very characters that we had under that number, perhaps grown, or
    /// perhaps shorter than they had grown to; else the BMC has dropped a packet or begun to count anew (after its restart).
    /// </summary>
    private bool LooksStale(SolPacket packet, bool behind)
    {
        var length = _lengths[packet.Sequence];
        if (packet.Characters.Length < length)
            return behind;
        return _fingerprints[packet.Sequence] == Fingerprint(packet.Characters[..length]);
    }

    private ReadOnlySpan<byte> OnCopy(SolPacket packet, TimeSpan now, bool room)
    {
        Duplicates++;
        _copies++;
        if (Output == SolOutputState.Withholding)
        {
            if (packet.Characters.Length > _lastLength)
                Keep(packet.Characters);
            if (room || packet.Status.HasFlag(SolStatus.Deactivated))
                return Deliver(0, now);
            // Before the BMC loses patience: "none accepted" makes it send the same again as a new packet. Not a NACK, which
            // ipmi_sim never recovers from.
            if (_copies >= PatientCopies)
                Answer(0, now);
            return default;
        }

        // A BMC may add characters to a repetition. Our answer to this number stays what it was, and the rest comes under the
        // next; were it changed, the first answer might still arrive after the second and bring the rest again. Only a BMC
        // that insists, because it does not know partial acceptance (OpenBMC repeats the whole), gets a new answer, and only when
        // all earlier ones must have arrived or be lost.
        var grown = packet.Characters.Length > _answer;
        var unheard = now - _repeatedAt >= RetransmissionTimeout();
        _repeatedAt = now;
        if (!grown || _copies < PatientCopies || now - _answeredAt < SolTimings.Insistence || !unheard || !room)
        {
            _answerDue = true;
            _answerIsRepeated = true;
            return default;
        }

        var known = _answer;
        Keep(packet.Characters);
        return Deliver(known, now);
    }

    private ReadOnlySpan<byte> ReleaseWithheld(TimeSpan now) => Output == SolOutputState.Withholding ? Deliver(0, now) : default;

    private ReadOnlySpan<byte> Deliver(int known, TimeSpan now)
    {
        Answer(_lastLength, now);
        return _last.AsSpan(known, _lastLength - known);
    }

    private void Keep(ReadOnlySpan<byte> characters)
    {
        characters.CopyTo(_last);
        _lastLength = characters.Length;
    }

    private void Answer(int accepted, TimeSpan now)
    {
        _answer = accepted;
        _answerDue = true;
        _answerIsRepeated = false;
        _answeredAt = now;
        _repeatedAt = now;
        _copies = 0;
        _fingerprints[_lastSequence] = Fingerprint(_last.AsSpan(0, _lastLength));
        _lengths[_lastSequence] = (byte)_lastLength;
        if (Output == SolOutputState.Withholding)
            Output = SolOutputState.Open;
    }

    private int SendAnswer(Span<byte> destination)
    {
        _answerDue = false;
        return SolPacket.Write(destination, 0, _lastSequence, (byte)_answer, SolOperation.None, []);
    }

    private static ulong Fingerprint(ReadOnlySpan<byte> characters)
    {
        // FNV-1a: good enough to tell one screenful from another, and no state.
        var hash = 14695981039346656037UL;
        foreach (var b in characters)
            hash = (hash ^ b) * 1099511628211UL;
        return hash;
    }
}
