using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Sol;

/// <summary>
/// Serial over LAN, IPMI 2.0 §15.9 and §15.11: one packet under way in each direction. What the host prints while SOL is not active is dropped here
/// (and recorded by <see cref="Host"/>); what it prints while it is active is sent until acknowledged or until SOL ends.
/// </summary>
internal sealed class SolPort(Controller bmc)
{
    /// <summary>Payload size announced for both directions: 4 bytes of header and up to 251 characters.</summary>
    public const int MaxPayload = 255;

    // Packet: sequence 1..15 (0: acknowledgement only), acknowledged sequence, accepted characters, operation or status, characters.
    private const int HeaderLength = 4;
    private const byte Nack = 0x40;
    private const byte OperationBreak = 0x10;
    private const byte OperationFlushOutbound = 0x01;
    private const byte StatusDeactivated = 0x10;
    private const byte StatusOverrun = 0x08;

    /// <summary>Beyond this, <see cref="SimulatedBmc.PrintAsync"/> waits.</summary>
    private const int PatientLimit = 64 << 10;

    /// <summary>Beyond this, typed characters are not taken (the client repeats them), since each may print more.</summary>
    private const int TypingLimit = 512 << 10;

    /// <summary>Beyond this, characters of a host that cannot wait are lost, and the client is told.</summary>
    private const int Limit = 1 << 20;

    private readonly CharacterQueue _output = new();
    private TaskCompletionSource? _space;
    private Action? _onAlarm;
    private RetryInterval _retryInterval;
    private bool _alarmed;
    private bool _corked;
    private bool _overrun;
    private byte _sequence;
    private int _inFlight;
    private long _sentAt;
    private int _retries;
    private uint _newestAckPacket;
    private byte _lastInbound;
    private byte _lastAccepted;
    private uint _newestDataPacket;

    /// <summary>The session that has SOL; null when it is not active.</summary>
    public SimSession? Owner { get; private set; }

    /// <summary>Up to which character of all that the host ever printed the client has acknowledged.</summary>
    public long AcknowledgedTo { get; private set; }

    /// <summary>How many of so many characters <see cref="SimulatedBmc.PrintAsync"/> may add now: all, or none while they would fit later.</summary>
    public int RoomFor(int count)
    {
        var room = Owner is null ? int.MaxValue : Math.Max(0, PatientLimit - _output.Count);
        if (count <= room)
            return count;
        return count <= PatientLimit / 2 ? 0 : room;
    }

    public void Activate(SimSession session)
    {
        Reset();
        Owner = session;
        AcknowledgedTo = bmc.Host.Printed.Length;
        bmc.Host.OnAttached();
        bmc.Changed();
    }

    public void Deactivate(bool tellOwner)
    {
        if (Owner is not { } owner)
            return;
        Reset();
        if (tellOwner && !bmc.Faults.SolTakenUntold)
            bmc.SendInSession(owner, RmcpPlus.PayloadSol, [0, 0, 0, StatusDeactivated]);
        bmc.Changed();
    }

    public void OnSessionEnded(SimSession session)
    {
        if (Owner == session)
            Reset();
    }

    /// <summary>Holds output back until <see cref="Uncork"/>.</summary>
    public void Cork() => _corked = true;

    public void Uncork()
    {
        _corked = false;
        Pump();
    }

    public void Print(ReadOnlySpan<byte> characters)
    {
        if (Owner is null)
            return;
        var taken = Math.Min(characters.Length, Limit - _output.Count);
        _overrun |= taken < characters.Length;
        _output.Enqueue(characters[..taken]);
        Pump();
    }

    /// <summary>Completes when there is room again or SOL has ended.</summary>
    public Task WaitForRoomAsync()
    {
        _space ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _space.Task;
    }

    public void Receive(SimSession session, uint packetSequence, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderLength)
            return;
        var sequence = (byte)(payload[0] & 0x0F);
        var acknowledged = (byte)(payload[1] & 0x0F);
        var operation = payload[3];
        if (session != Owner)
        {
            // Its owner before may have missed that it lost SOL.
            if (sequence != 0 && !bmc.Faults.SolTakenUntold)
                bmc.SendInSession(session, RmcpPlus.PayloadSol, [0, 0, 0, StatusDeactivated]);
            return;
        }
        if (acknowledged != 0)
            TakeAcknowledgement(acknowledged, payload[2], (operation & Nack) != 0, packetSequence);
        if (sequence != 0)
            TakeCharacters(session, sequence, operation, payload[HeaderLength..], packetSequence);
        else if ((operation & OperationBreak) != 0)
            bmc.Host.Break();
        Pump();
    }

    private void TakeAcknowledgement(byte acknowledged, int accepted, bool nack, uint packetSequence)
    {
        // An acknowledgement overtaken on the way by a later one may name a number that has come round again.
        if (_inFlight == 0 || acknowledged != _sequence || (int)(packetSequence - _newestAckPacket) < 0)
            return;
        _newestAckPacket = packetSequence;
        if (accepted == 0)
        {
            // The client takes nothing for now: the alarm repeats the packet.
            if (nack)
                _sentAt = bmc.Agenda.Now;
            return;
        }
        if (_retries == 0)
            _retryInterval.Sample(bmc.Options.TimeProvider.GetElapsedTime(_sentAt));
        // What was not accepted stays at the head of the queue and goes out again under the next number.
        _output.Drop(Math.Min(accepted, _inFlight));
        AcknowledgedTo += Math.Min(accepted, _inFlight);
        _inFlight = 0;
        if (_space is not null && _output.Count <= PatientLimit / 2)
            ReleaseSpace();
        if (_output.Count == 0)
            bmc.Changed();
    }

    private void TakeCharacters(SimSession session, byte sequence, byte operation, ReadOnlySpan<byte> characters, uint packetSequence)
    {
        // Late: a packet sent after this one was taken already, so this one was repeated and taken, or the client gave it up.
        if ((int)(packetSequence - _newestDataPacket) < 0)
            return;
        if (sequence == _lastInbound)
        {
            Acknowledge(session, sequence, _lastAccepted, 0);
            return;
        }
        if (_output.Count > TypingLimit)
            return;
        if (bmc.Dice.Hits(bmc.Faults.SolNack))
        {
            Acknowledge(session, sequence, 0, Nack);
            return;
        }
        var partly = characters.Length > 1 && bmc.Dice.Hits(bmc.Faults.SolPartialAccept);
        var accepted = partly ? bmc.Dice.Between(1, characters.Length) : characters.Length;
        _newestDataPacket = packetSequence;
        _lastInbound = sequence;
        _lastAccepted = (byte)accepted;
        Acknowledge(session, sequence, _lastAccepted, 0);
        if ((operation & OperationFlushOutbound) != 0)
            FlushOutput();
        if (accepted > 0)
            bmc.Host.Type(characters[..accepted]);
        if (!partly && (operation & OperationBreak) != 0)
            bmc.Host.Break();
    }

    private void Acknowledge(SimSession session, byte sequence, byte accepted, byte status) =>
        bmc.SendInSession(session, RmcpPlus.PayloadSol, [0, sequence, accepted, status]);

    private void Pump()
    {
        if (Owner is null || _corked || _inFlight > 0 || _output.Count == 0)
            return;
        _inFlight = Math.Min(_output.Count, MaxPayload - HeaderLength);
        _sequence = (byte)((_sequence % 15) + 1);
        _retries = 0;
        Transmit();
    }

    private void Transmit()
    {
        Span<byte> packet = stackalloc byte[MaxPayload];
        packet[0] = _sequence;
        packet[1] = 0;
        packet[2] = 0;
        packet[3] = _overrun ? StatusOverrun : (byte)0;
        _overrun = false;
        _output.Peek(packet.Slice(HeaderLength, _inFlight));
        _sentAt = bmc.Agenda.Now;
        bmc.SendInSession(Owner!, RmcpPlus.PayloadSol, packet[..(HeaderLength + _inFlight)]);
        SetAlarm();
    }

    /// <summary>One alarm at a time, however many packets come and go meanwhile.</summary>
    private void SetAlarm()
    {
        if (_alarmed)
            return;
        _alarmed = true;
        bmc.Agenda.At(RetryAt, _onAlarm ??= OnAlarm);
    }

    private long RetryAt => _sentAt + (long)(_retryInterval.After(_retries).TotalSeconds * bmc.Options.TimeProvider.TimestampFrequency);

    private void OnAlarm()
    {
        _alarmed = false;
        if (Owner is null || _inFlight == 0)
            return;
        if (bmc.Agenda.Now < RetryAt)
        {
            SetAlarm();
            return;
        }
        _retries++;
        Transmit();
    }

    private void FlushOutput()
    {
        var keep = _inFlight;
        Span<byte> head = stackalloc byte[MaxPayload];
        _output.Peek(head[..keep]);
        _output.Clear();
        _output.Enqueue(head[..keep]);
    }

    private void Reset()
    {
        if (Owner is not null)
            bmc.Host.OnDetached();
        Owner = null;
        _output.Clear();
        _retryInterval = default;
        _overrun = false;
        _sequence = _lastInbound = _lastAccepted = 0;
        _inFlight = _retries = 0;
        _newestAckPacket = _newestDataPacket = 0;
        ReleaseSpace();
    }

    private void ReleaseSpace()
    {
        var space = _space;
        _space = null;
        space?.SetResult();
    }
}
