using System.Net.Sockets;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;
using Portal.Ipmi.Transport;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi;

/// <content>Everything that comes in, and what the network says about it.</content>
public sealed partial class BmcSession
{
    private readonly byte[] _receiveBuffer = new byte[RmcpPacket.MaxDatagramBytes];
    private SequenceWindow _inboundWindow;
    private long _droppedDatagrams;
    private SocketException? _networkError;
    private bool _handshakeMoved;

    private void StartReceiving()
    {
        using (ExecutionContext.SuppressFlow())
            _receiveLoop = ReceiveLoopAsync();
    }

    private async Task ReceiveLoopAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    var length = await _transport.ReceiveAsync(_receiveBuffer).ConfigureAwait(false);
                    if (!HandleDatagram(length))
                        Interlocked.Increment(ref _droppedDatagrams);
                }
                catch (SocketException e) when (UdpTransport.IsNetworkError(e))
                {
                    NoteNetworkError(e);
                }
            }
        }
        catch (Exception e) when (e is ObjectDisposedException || (e is SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted }))
        {
            Abort(null);
        }
        catch (Exception e)
        {
            // The loop's edge: whatever escaped ends this session only.
            Log.ReceiveFailed(_logger, EndPoint, e);
            Abort(new IpmiException(IpmiFailure.SessionLost, $"Receiving from {EndPoint} failed: {e.Message}", e));
        }
    }

    /// <summary>False for a datagram that is nobody's business.</summary>
    private bool HandleDatagram(int length)
    {
        // From the session id on nothing counts before the integrity code has been verified.
        if (_sealer is { } sealer && sealer.TryVerify(_receiveBuffer, length, _consoleSessionId, out var header))
            return HandleSessionPacket(sealer, header);
        var datagram = _receiveBuffer.AsSpan(0, length);
        if (!RmcpPacket.TryRead(datagram, out var packet))
            return NoteOutsideAnswer(datagram);
        if (packet.SessionId != 0)
            return false;
        return packet.Type == PacketPayload.Ipmi ? NoteOutsideAnswer(datagram) : HandleHandshake(packet);
    }

    private bool HandleSessionPacket(IPacketSealer sealer, in SealedPacket header)
    {
        if (!_inboundWindow.TryAccept(header.Sequence) || !sealer.TryDecrypt(_receiveBuffer, header, out var payload))
            return false;
        NoteAlive();
        if (_handshake is not null)
            HandleSealedPacketOfHandshake();
        switch (header.Type)
        {
            case PacketPayload.Ipmi:
                return HandleAnswer(payload);
            case PacketPayload.Sol when Volatile.Read(ref _solReceiver) is { } receiver:
                receiver.OnPayload(payload);
                return true;
            default:
                return false;
        }
    }

    private bool HandleHandshake(RmcpPacket packet)
    {
        lock (_gate)
        {
            if (_handshake is not { } handshake || _handshakeMoved || packet.IsEncrypted || packet.IsAuthenticated ||
                 !handshake.Accept(packet.Type, packet.Payload))
                return false;
            _handshakeMoved = true;
            if (handshake.State == HandshakeState.Rakp3)
                InstallKeys(handshake);
        }

        _wake.Set();
        return true;
    }

    private void HandleSealedPacketOfHandshake()
    {
        lock (_gate)
        {
            if (_handshake is not { } handshake || !handshake.AcceptSealedPacket())
                return;
            _handshakeMoved = true;
        }

        _wake.Set();
    }

    private bool HandleAnswer(ReadOnlySpan<byte> payload)
    {
        if (!LanMessage.TryReadResponse(payload, out var answer))
            return false;
        Exchange? answered = null;
        bool goesOn;
        lock (_gate)
        {
            var now = Now;
            answer = Unwrap(answer);
            if (!_lane.Accept(answer, now))
                return false;
            _answeredAt = now;
            if (_lane.State == LaneState.Answered)
                answered = End(now);
            goesOn = answered is null || _first is not null;
        }

        if (answered is { Bridged: { } bridged } && !answer.IsAnswerTo(bridged))
        {
            answered.Error = SendMessage.Refusal(answer.CompletionCode);
            answered.Fail();
        }
        else
        {
            answered?.Answer(answer.CompletionCode, answer.Data);
        }

        if (goesOn)
            Drive();
        return true;
    }

    private void SendDatagram(ReadOnlySpan<byte> datagram)
    {
        // An error that an earlier datagram met is reported in place of sending this one, once.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                _transport.Send(datagram);
                return;
            }
            catch (SocketException e)
            {
                NoteNetworkError(e);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void NoteNetworkError(SocketException error)
    {
        Interlocked.Exchange(ref _networkError, error);
        if (_handshake is not null)
            _wake.Set();
    }
}
