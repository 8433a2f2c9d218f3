using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <content>One command at a time: request, retransmission, answer.</content>
public sealed partial class BmcSession
{
    private readonly Lock _sendGate = new();
    private readonly byte[] _sendBuffer = new byte[RmcpPacket.MaxDatagramBytes];
    private uint _outboundSequence;

    /// <summary>Sends a command while the session is in state <paramref name="allowed"/>, and reads the answer.</summary>
    private async ValueTask<TResponse> ExchangeAsync<TResponse>(IpmiRequest<TResponse> request, TimeSpan timeout, SessionState allowed, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        var begun = false;
        try
        {
            using var registration = ct.UnsafeRegister(static signal => ((WakeSignal)signal!).Set(), _wake);
            lock (_gate)
            {
                if (_state != allowed)
                    throw EndedException();
                _lane.Begin(request.Code, request.Lun, request.IsIdempotent, timeout, Now);
                begun = true;
            }

            while (true)
            {
                var now = Now;
                LaneStep step;
                lock (_gate)
                {
                    // What was sent once and may have run must not look as if it had not.
                    if (_state != allowed && _lane.State != LaneState.Answered)
                        throw OutcomeIsUnknown(request) ? UnknownOutcome(request, IpmiFailure.SessionLost, EndedException().Message) : EndedException();
                    step = _lane.Next(now);
                }

                switch (step.Kind)
                {
                    case LaneStepKind.Answered:
                        return ReadAnswer(request);
                    case LaneStepKind.TimedOut:
                        NoteUnanswered();
                        throw OutcomeIsUnknown(request)
                            ? UnknownOutcome(request, IpmiFailure.CommandTimeout, $"{EndPoint} did not answer within {timeout.TotalSeconds:0.#} s.")
                            : new IpmiTimeoutException(IpmiFailure.CommandTimeout, $"{EndPoint} did not answer {Name(request)} within {timeout.TotalSeconds:0.#} s.", outcomeUnknown: false);
                    case LaneStepKind.Transmit:
                        Transmit(request, _lane.RequestSequence);
                        break;
                    default:
                        ct.ThrowIfCancellationRequested();
                        ArmTimer(step.Until - now);
                        await _wake.WaitAsync().ConfigureAwait(false);
                        break;
                }
            }
        }
        finally
        {
            if (begun)
            {
                lock (_gate)
                    _lane.End(Now);
            }

            _turn.Release();
        }
    }

    private static string Name<TResponse>(IpmiRequest<TResponse> request) => request.GetType().Name;

    private bool OutcomeIsUnknown<TResponse>(IpmiRequest<TResponse> request) => !request.IsIdempotent && _lane.Transmissions > 0;

    private static IpmiTimeoutException UnknownOutcome<TResponse>(IpmiRequest<TResponse> request, IpmiFailure failure, string why) =>
        new(failure, $"{why} {Name(request)} was sent once and may or may not have been carried out.", outcomeUnknown: true);

    private TResponse ReadAnswer<TResponse>(IpmiRequest<TResponse> request)
    {
        // The answer stays in the lane until End, and only the holder of the turn reads it.
        var reader = new IpmiReader(_lane.Data);
        return request.ReadAnswer(_lane.CompletionCode, ref reader);
    }

    private void Transmit<TResponse>(IpmiRequest<TResponse> request, byte requestSequence)
    {
        Span<byte> message = stackalloc byte[LanMessage.RequestOverhead + LanMessage.MaxDataBytes];
        var writer = new IpmiWriter(message);
        LanMessage.BeginRequest(ref writer, request.Code, request.Lun, requestSequence);
        request.Write(ref writer);
        LanMessage.EndRequest(ref writer, message);
        SendSealed(PacketPayload.Ipmi, message[..writer.Written]);
    }

    /// <summary>Sends a payload under the next session sequence number. Numbers leave in order.</summary>
    private void SendSealed(PacketPayload type, ReadOnlySpan<byte> payload)
    {
        lock (_sendGate)
        {
            if (_sealer is not { } sealer || sealer.SealedBytes(payload.Length) > _sendBuffer.Length)
                throw new ArgumentException($"A payload of {payload.Length} bytes does not fit into a datagram.", nameof(payload));
            if (++_outboundSequence == 0)
                _outboundSequence = 1;
            try
            {
                var length = sealer.Seal(type, _bmcSessionId, _outboundSequence, payload, _sendBuffer);
                SendDatagram(_sendBuffer.AsSpan(0, length));
            }
            catch (ObjectDisposedException)
            {
                // The session ended meanwhile; who waits for an answer learns it from the state.
            }
        }
    }

    /// <summary>Sends Close Session without waiting for an answer: the BMC may hold a slot for a session that is over for us.</summary>
    private void SendClose() => Transmit(new CloseSession(_bmcSessionId), requestSequence: 0);

    private void ArmTimer(TimeSpan wait)
    {
        // Timers count whole milliseconds and cut the rest: without rounding up the last one would be spent spinning.
        _wakeTimer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
