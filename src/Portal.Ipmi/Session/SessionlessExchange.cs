using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Portal.Ipmi.Transport;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Session;

/// <summary>Questions and answers outside of a session, one at a time. Rare, so it may allocate.</summary>
internal sealed class SessionlessExchange : IDisposable
{
    private readonly IPEndPoint _endPoint;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _retransmission;
    private readonly IDatagramTransport _transport;
    private readonly bool _ownsTransport;
    private readonly byte[] _received = new byte[RmcpPacket.MaxDatagramBytes];
    private byte _sequence = (byte)RandomNumberGenerator.GetInt32(64);
    private Task<int>? _receiving;

    /// <summary>Opens a socket towards the BMC.</summary>
    public SessionlessExchange(IPEndPoint endPoint, TimeProvider timeProvider)
    {
        _endPoint = endPoint;
        _timeProvider = timeProvider;
        _retransmission = TimeSpan.FromMilliseconds(500);
        _transport = UdpTransport.Connect(endPoint);
        _ownsTransport = true;
    }

    /// <summary>Asks over a transport of the caller's, which nobody else reads meanwhile.</summary>
    public SessionlessExchange(IPEndPoint endPoint, TimeProvider timeProvider, IDatagramTransport transport, TimeSpan retransmission)
    {
        _endPoint = endPoint;
        _timeProvider = timeProvider;
        _retransmission = retransmission;
        _transport = transport;
    }

    /// <summary>Judges a datagram: true when it is the answer.</summary>
    public delegate bool AnswerReader<T>(ReadOnlySpan<byte> datagram, out T answer);

    /// <summary>ASF presence ping; null when there is no pong.</summary>
    public Task<PresencePong?> PingAsync(TimeSpan timeout, CancellationToken ct)
    {
        var tag = (byte)RandomNumberGenerator.GetInt32(0xFF);
        var ping = new byte[AsfPing.PingBytes];
        AsfPing.WritePing(ping, tag);
        return AskAsync(
            ping,
            (ReadOnlySpan<byte> datagram, out PresencePong? pong) => AsfPing.TryReadPong(datagram, tag, out pong),
            timeout, int.MaxValue, ct);
    }

    /// <summary>Sends a command, at most so many times. Throws <see cref="IpmiFailure.NoAnswer"/> when no answer comes.</summary>
    public async Task<TResponse> SendAsync<TResponse>(IpmiRequest<TResponse> request, TimeSpan timeout, int transmissions, CancellationToken ct)
    {
        var sequence = _sequence = (byte)((_sequence + 1) & 0x3F);
        var answer = await AskAsync(
            Write(request, sequence),
            (ReadOnlySpan<byte> datagram, out Answer? read) => TryRead(datagram, request.Code, sequence, out read),
            timeout, transmissions, ct).ConfigureAwait(false)
            ?? throw new IpmiTimeoutException(
                IpmiFailure.NoAnswer,
                $"{_endPoint} did not answer {request.GetType().Name} within {timeout.TotalSeconds:0.#} s: the address may be wrong, the port filtered, or the BMC off.",
                outcomeUnknown: false);
        if (answer.CompletionCode != CompletionCode.Ok)
            throw new IpmiCommandException(request.Code, answer.CompletionCode);
        var reader = new IpmiReader(answer.Data);
        return request.Read(ref reader);
    }

    /// <summary>Sends a datagram at most so many times and waits for what <paramref name="read"/> takes; null when nothing comes in time.</summary>
    public async Task<T?> AskAsync<T>(byte[] datagram, AnswerReader<T?> read, TimeSpan timeout, int transmissions, CancellationToken ct)
        where T : class
    {
        var began = _timeProvider.GetTimestamp();
        var dueAt = TimeSpan.Zero;
        var wait = _retransmission;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var now = _timeProvider.GetElapsedTime(began);
            if (now >= timeout)
                return null;
            try
            {
                if (now >= dueAt)
                {
                    _transport.Send(datagram);
                    dueAt = --transmissions > 0 && now + wait < timeout ? now + wait : timeout;
                    wait *= 1.5;
                }

                // A receive that outlasts one question serves the next.
                _receiving ??= _transport.ReceiveAsync(_received).AsTask();
                await _receiving.WaitAsync(dueAt - now, _timeProvider, ct).ConfigureAwait(false);
                var length = await _receiving.ConfigureAwait(false);
                _receiving = null;
                if (read(_received.AsSpan(0, length), out var answer))
                    return answer;
            }
            catch (TimeoutException)
            {
            }
            catch (SocketException e) when (UdpTransport.IsNetworkError(e))
            {
                throw UdpTransport.Unreachable(_endPoint, e);
            }
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose()
    {
        if (_ownsTransport)
            _transport.Dispose();

        // The receive that is still pending fails now; nobody wants to know.
        _receiving?.ContinueWith(static receive => receive.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static byte[] Write<TResponse>(IpmiRequest<TResponse> request, byte sequence)
    {
        Span<byte> data = stackalloc byte[LanMessage.MaxDataBytes];
        var writer = new IpmiWriter(data);
        request.Write(ref writer);
        Span<byte> datagram = stackalloc byte[RmcpPacket.MaxDatagramBytes];
        return datagram[..SessionlessPacket.Write(datagram, request.Code, sequence, data[..writer.Written])].ToArray();
    }

    private static bool TryRead(ReadOnlySpan<byte> datagram, CommandCode code, byte sequence, out Answer? answer)
    {
        answer = null;
        if (!SessionlessPacket.TryRead(datagram, out var message) || message.NetFn != (byte)code.NetFn + 1 ||
            message.Command != code.Command || message.RequestSequence != sequence)
            return false;
        answer = new Answer(message.CompletionCode, message.Data.ToArray());
        return true;
    }

    private sealed record Answer(CompletionCode CompletionCode, byte[] Data);
}
