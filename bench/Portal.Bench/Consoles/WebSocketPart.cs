using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Bench.Consoles;

/// <summary>The little of a WebSocket (RFC 6455) that a viewer on the loopback needs: what comes is one row of bytes, whatever its frames.</summary>
internal sealed class WebSocketPart : IDisposable
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte Binary = 2;
    private const byte CloseFrame = 8;

    private readonly Socket _socket;
    private readonly byte[] _raw = new byte[4 * 1024];
    private int _start;
    private int _end;
    private long _left;
    private bool _isControl;
    private bool _isClosed;

    private WebSocketPart(Socket socket) => _socket = socket;

    public static async Task<WebSocketPart> ConnectAsync(Uri portal, string path, string token, bool small, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (small)
                socket.ReceiveBufferSize = 8 * 1024;
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(portal.Host), portal.Port), ct);
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            var request = $"GET {path} HTTP/1.1\r\nHost: {portal.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nAuthorization: Bearer {token}\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(request), ct);
            var part = new WebSocketPart(socket);
            await part.ReadUpgradeAsync(ct);
            return part;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Receives some bytes of messages; 0 when the other side has ended.</summary>
    public async ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken ct)
    {
        while (!_isClosed)
        {
            if (_left == 0 && TryReadHeader())
                continue;
            if (_left > 0 && _start < _end)
            {
                var count = (int)Math.Min(Math.Min(into.Length, _left), _end - _start);
                _raw.AsSpan(_start, count).CopyTo(into.Span);
                _start += count;
                _left -= count;
                if (!_isControl)
                    return count;
                continue;
            }

            // Only the beginning of a header can be left here.
            _raw.AsSpan(_start, _end - _start).CopyTo(_raw);
            (_start, _end) = (0, _end - _start);
            var received = await _socket.ReceiveAsync(_raw.AsMemory(_end), ct);
            if (received == 0)
                return 0;
            _end += received;
        }

        return 0;
    }

    /// <summary>Sends one message, in one frame, masked with zeros.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var extended = message.Length < 126 ? 0 : 2;
        var frame = new byte[2 + extended + 4 + message.Length];
        frame[0] = Final | Binary;
        frame[1] = (byte)(Masked | (extended == 0 ? message.Length : 126));
        if (extended > 0)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)message.Length);
        message.CopyTo(frame.AsMemory(2 + extended + 4));
        for (var sent = 0; sent < frame.Length;)
            sent += await _socket.SendAsync(frame.AsMemory(sent), ct);
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadUpgradeAsync(CancellationToken ct)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _socket.ReceiveAsync(one, ct) == 0)
                break;
            text.Append((char)one[0]);
        }

        if (!text.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            throw new WebSocketException($"The portal answered: {text.ToString().Split('\r')[0]}");
    }

    private bool TryReadHeader()
    {
        var raw = _raw.AsSpan(_start, _end - _start);
        if (raw.Length < 2)
            return false;
        var length = raw[1] & 0x7F;
        var whole = length switch { 126 => 4, 127 => 10, _ => 2 };
        if (raw.Length < whole)
            return false;
        _left = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(raw[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(raw[2..]),
            _ => length,
        };
        _start += whole;
        var kind = raw[0] & 0x0F;
        // Pings and pongs are passed over: the portal asks for no answer.
        _isControl = kind >= CloseFrame;
        _isClosed = kind == CloseFrame;
        return true;
    }
}
