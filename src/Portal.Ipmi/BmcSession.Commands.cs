using System.Buffers;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <content>
/// One command at a time: request, retransmission, answer. Nothing here waits: a command is moved on by who sends it, by the receive
/// loop and by the alarm, whoever comes.
/// </content>
public sealed partial class BmcSession
{
    /// <summary>Exchanges kept for later: of a poll, of a sensor reading and of two more.</summary>
    private const int SpareLimit = 4;

    private readonly Lock _sendGate = new();
    private uint _outboundSequence;
    private Exchange? _current;
    private Exchange? _first;
    private Exchange? _last;
    private Exchange? _spare;

    /// <summary>When the lane has something to do, unless an answer comes before.</summary>
    private TimeSpan _laneDue = TimeSpan.MaxValue;

    /// <summary>When the handshake wants to look again.</summary>
    private TimeSpan _wakeAt = TimeSpan.MaxValue;

    /// <summary>Sends a command while the session is in state <paramref name="allowed"/>, and reads the answer.</summary>
    private ValueTask<TResponse> ExchangeAsync<TResponse>(IpmiRequest<TResponse> request, TimeSpan timeout, SessionState allowed, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
            return ValueTask.FromCanceled<TResponse>(ct);
        Exchange<TResponse> exchange;
        lock (_gate)
        {
            exchange = TakeSpare<TResponse>() ?? new Exchange<TResponse>(this);
            exchange.Prepare(request, timeout, allowed);
            Append(exchange);
        }

        var answer = exchange.Task;
        exchange.CancelBy(ct);
        Drive();
        return answer;
    }

    /// <summary>Moves the lane on: begins the next command, sends, sends again, gives up.</summary>
    private void Drive()
    {
        while (true)
        {
            Exchange ended;
            var unanswered = false;
            lock (_gate)
            {
                var now = Now;
                if (_current is null && !TryBegin(now, out ended!))
                {
                    if (ended is null)
                        return;
                }
                else
                {
                    var step = _lane.Next(now);
                    if (step.Kind == LaneStepKind.Transmit)
                    {
                        if (TryTransmit(now, out ended!))
                            continue;
                    }
                    else if (step.Kind == LaneStepKind.TimedOut)
                    {
                        ended = _current!;
                        ended.Error = TimedOut(ended);
                        unanswered = true;
                        End(now);
                    }
                    else
                    {
                        _laneDue = step.Until;
                        _clock.SetNoLaterThan(_alarm, step.Until);
                        return;
                    }
                }
            }

            if (unanswered)
                NoteUnanswered();
            ended.Fail();
        }
    }

    /// <summary>Begins the next command. False when there is none, or when it was refused: then it is to be ended.</summary>
    private bool TryBegin(TimeSpan now, out Exchange? refused)
    {
        refused = null;
        if (_first is not { } next)
            return false;
        Unlink(next);
        if (_state != next.Allowed)
        {
            next.State = ExchangeState.Done;
            next.Error = EndedException();
            refused = next;
            return false;
        }

        next.State = ExchangeState.Outstanding;
        _current = next;
        _lane.Begin(next.Code, next.Lun, next.IsIdempotent, next.Timeout, now, next.Bridged);
        return true;
    }

    /// <summary>Sends the outstanding command under the gate, so that it is still the one. False when it cannot be written: then it is to be ended.</summary>
    private bool TryTransmit(TimeSpan now, out Exchange? failed)
    {
        failed = null;
        try
        {
            _current!.Transmit(_lane.RequestSequence);
            return true;
        }
        catch (Exception e)
        {
            // The request's edge: its own code wrote the message.
            failed = _current!;
            failed.Error = e;
            End(now);
            return false;
        }
    }

    /// <summary>Takes the outstanding command off the lane. Called under the gate; the caller ends it outside.</summary>
    private Exchange End(TimeSpan now)
    {
        var ended = _current!;
        _lane.End(now);
        _laneDue = TimeSpan.MaxValue;
        _current = null;
        ended.State = ExchangeState.Done;
        return ended;
    }

    /// <summary>The command is no longer wanted. False when it has ended already.</summary>
    private bool TryWithdraw(Exchange exchange)
    {
        lock (_gate)
        {
            switch (exchange.State)
            {
                case ExchangeState.Queued:
                    Unlink(exchange);
                    exchange.State = ExchangeState.Done;
                    return true;
                case ExchangeState.Outstanding:
                    End(Now);
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>Takes every command off a session that has ended. Called under the gate; the caller ends them outside by <see cref="FailAll"/>.</summary>
    private Exchange? TakeAll()
    {
        Exchange? taken = null;
        while (_last is { } queued)
        {
            Unlink(queued);
            queued.State = ExchangeState.Done;
            queued.Error = EndedException();
            queued.Next = taken;
            taken = queued;
        }

        if (_current is { } current)
        {
            // What was sent once and may have run must not look as if it had not.
            current.Error = OutcomeIsUnknown(current) ? UnknownOutcome(current, IpmiFailure.SessionLost, EndedException().Message) : EndedException();
            End(Now);
            current.Next = taken;
            taken = current;
        }

        return taken;
    }

    private static void FailAll(Exchange? taken)
    {
        while (taken is { } exchange)
        {
            taken = exchange.Next;
            exchange.Next = null;
            exchange.Fail();
        }
    }

    private void Append(Exchange exchange)
    {
        exchange.State = ExchangeState.Queued;
        exchange.Previous = _last;
        if (_last is null)
            _first = exchange;
        else
            _last.Next = exchange;
        _last = exchange;
    }

    private void Unlink(Exchange exchange)
    {
        if (exchange.Previous is null)
            _first = exchange.Next;
        else
            exchange.Previous.Next = exchange.Next;
        if (exchange.Next is null)
            _last = exchange.Previous;
        else
            exchange.Next.Previous = exchange.Previous;
        exchange.Previous = exchange.Next = null;
    }

    private Exchange<TResponse>? TakeSpare<TResponse>()
    {
        Exchange? before = null;
        for (var spare = _spare; spare is not null; before = spare, spare = spare.Next)
        {
            if (spare is not Exchange<TResponse> found)
                continue;
            if (before is null)
                _spare = spare.Next;
            else
                before.Next = spare.Next;
            spare.Next = null;
            return found;
        }

        return null;
    }

    private void Keep(Exchange exchange)
    {
        lock (_gate)
        {
            exchange.State = ExchangeState.Idle;
            exchange.Next = _spare;
            _spare = exchange;

            // The one unused for longest makes room.
            var kept = 1;
            for (var spare = exchange; spare is not null; spare = spare.Next, kept++)
            {
                if (kept == SpareLimit)
                    spare.Next = null;
            }
        }
    }

    private bool OutcomeIsUnknown(Exchange exchange) => !exchange.IsIdempotent && _lane.Transmissions > 0;

    private static IpmiTimeoutException UnknownOutcome(Exchange exchange, IpmiFailure failure, string why) =>
        new(failure, $"{why} {exchange.Name} was sent once and may or may not have been carried out.", outcomeUnknown: true);

    private IpmiTimeoutException TimedOut(Exchange exchange)
    {
        var seconds = exchange.Timeout.TotalSeconds;
        return OutcomeIsUnknown(exchange)
            ? UnknownOutcome(exchange, IpmiFailure.CommandTimeout, $"{EndPoint} did not answer within {seconds:0.#} s.")
            : new IpmiTimeoutException(IpmiFailure.CommandTimeout, $"{EndPoint} did not answer {exchange.Name} within {seconds:0.#} s.", outcomeUnknown: false);
    }

    private void Transmit<TResponse>(IpmiRequest<TResponse> request, byte requestSequence)
    {
        Span<byte> message = stackalloc byte[LanMessage.RequestOverhead + LanMessage.MaxDataBytes];
        var writer = new IpmiWriter(message);
        LanMessage.BeginRequest(ref writer, request.Code, request.Lun, requestSequence);
        request.Number(requestSequence);
        request.Write(ref writer);
        LanMessage.EndRequest(ref writer, message);
        SendSealed(PacketPayload.Ipmi, message[..writer.Written]);
    }

    /// <summary>Sends a payload under the next session sequence number. Numbers leave in order.</summary>
    private void SendSealed(PacketPayload type, ReadOnlySpan<byte> payload)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(RmcpPacket.MaxDatagramBytes);
        try
        {
            lock (_sendGate)
            {
                if (_sealer is not { } sealer || sealer.SealedBytes(payload.Length) > RmcpPacket.MaxDatagramBytes)
                    throw new ArgumentException($"A payload of {payload.Length} bytes does not fit into a datagram.", nameof(payload));
                if (++_outboundSequence == 0)
                    _outboundSequence = 1;
                var length = sealer.Seal(type, _bmcSessionId, _outboundSequence, payload, buffer);
                SendDatagram(buffer.AsSpan(0, length));
            }
        }
        catch (ObjectDisposedException)
        {
            // The session ended meanwhile; who waits for an answer learns it from the state.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Sends Close Session without waiting for an answer: the BMC may hold a slot for a session that is over for us.</summary>
    private void SendClose() => Transmit(new CloseSession(_bmcSessionId), requestSequence: 0);

    /// <summary>Sets <see cref="_wake"/> after this time, whatever happens.</summary>
    private void ArmTimer(TimeSpan wait)
    {
        lock (_gate)
        {
            _wakeAt = Now + wait;
            _clock.SetNoLaterThan(_alarm, _wakeAt);
        }
    }
}
