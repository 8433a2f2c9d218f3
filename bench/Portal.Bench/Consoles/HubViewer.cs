using System.Net.Sockets;
using System.Net.WebSockets;
using MessagePack;

namespace Portal.Bench.Consoles;

/// <summary>One viewer of one console: a WebSocket that speaks the hub's protocol itself, since a thousand of the usual clients would cost more than the portal.</summary>
internal sealed class HubViewer : IAsyncDisposable
{
    /// <summary>Credit is given in portions of this size, as the browser does.</summary>
    private const int CreditPortion = 32 * 1024;

    private const string WriteId = "2";

    private readonly Func<CancellationToken, Task<WebSocketPart>> _connect;
    private readonly string _server;
    private readonly bool _gives;
    private readonly SemaphoreSlim _sending = new(1);
    private WebSocketPart _socket = null!;
    private byte[] _buffer = new byte[4 * 1024];
    private int _start;
    private int _end;
    private long _acknowledged;
    private TaskCompletionSource? _accepted;

    private HubViewer(Func<CancellationToken, Task<WebSocketPart>> connect, string server, int console, bool gives)
    {
        _connect = connect;
        _server = server;
        _gives = gives;
        Console = console;
        Ledger = new LineLedger(console);
    }

    public int Console { get; }

    public LineLedger Ledger { get; }

    /// <summary>Offset behind the last byte that came.</summary>
    public long Next { get; private set; }

    /// <summary>Why bytes were missing, and where; as told by the portal, or jumps of the offset.</summary>
    public List<string> Gaps { get; } = [];

    /// <summary>What ended it, when it ended.</summary>
    public string? Ended { get; private set; }

    /// <summary>Called with everything that comes.</summary>
    public Action<ReadOnlySpan<byte>>? OnBytes { get; set; }

    /// <param name="gives">Gives credit.</param>
    /// <param name="small">Receives into little kernel memory, so that who does not read is noticed soon.</param>
    public static async Task<HubViewer> ConnectAsync(Uri portal, string token, string server, int console, bool gives, bool small, CancellationToken ct)
    {
        var viewer = new HubViewer(
            ending => WebSocketPart.ConnectAsync(portal, gives ? "/hubs/console?flow=ack" : "/hubs/console", token, small, ending), server, console, gives);
        await viewer.AttachAsync(ct);
        return viewer;
    }

    /// <summary>After an end that nobody asked for: attaches anew from where it had got to.</summary>
    public async Task ComeBackAsync(CancellationToken ct)
    {
        _socket.Dispose();
        (_start, _end, _acknowledged, Ended) = (0, 0, Next, null);
        await AttachAsync(ct);
    }

    /// <summary>Reads until it ends.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                while (HubMessages.ReadLength(_buffer.AsSpan(_start, _end - _start), out var header) is > 0 and var length)
                {
                    Take(_buffer.AsMemory(_start + header, length));
                    _start += header + length;
                }

                if (Ended is not null)
                    return;
                if (_gives && Next - _acknowledged >= CreditPortion)
                {
                    _acknowledged = Next;
                    await SendAsync(HubMessages.Ack(_server, Next), ct);
                }

                await ReceiveAsync(ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or SocketException or ObjectDisposedException)
        {
            Ended ??= e.Message;
        }
    }

    public Task TypeAsync(ReadOnlyMemory<byte> characters, CancellationToken ct) => SendAsync(HubMessages.Write(_server, characters), ct);

    /// <summary>Types and waits until the BMC has accepted it; one at a time.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> characters, CancellationToken ct)
    {
        var accepted = _accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(HubMessages.Write(_server, characters, WriteId), ct);
        await accepted.Task.WaitAsync(ct);
    }

    public Task PingAsync(CancellationToken ct) => SendAsync(HubMessages.PingMessage, ct);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _sending.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AttachAsync(CancellationToken ct)
    {
        _socket = await _connect(ct);
        await _socket.SendAsync(HubMessages.Handshake, ct);
        while (true)
        {
            var at = _buffer.AsSpan(0, _end).IndexOf((byte)0x1E);
            if (at >= 0)
            {
                _start = at + 1;
                break;
            }

            await ReceiveAsync(ct);
        }

        await _socket.SendAsync(HubMessages.Attach(_server, Next), ct);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await _socket.SendAsync(message, ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async ValueTask ReceiveAsync(CancellationToken ct)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var buffer = rest.Length > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            rest.CopyTo(buffer);
            (_buffer, _start, _end) = (buffer, 0, rest.Length);
        }

        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), ct);
        if (count == 0)
            throw new IOException("The portal closed the connection.");
        _end += count;
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        switch (reader.ReadInt32())
        {
            case HubMessages.StreamItem:
                reader.Skip();
                reader.Skip();
                TakeChunk(ref reader);
                break;
            case HubMessages.Completion:
                reader.Skip();
                TakeCompletion(ref reader);
                break;
            case HubMessages.Close:
                Ended = "The portal said good-bye.";
                break;
        }
    }

    private void TakeCompletion(ref MessagePackReader reader)
    {
        var isWrite = reader.ReadString() == WriteId;
        var error = reader.ReadInt32() == 1 ? reader.ReadString() : null;
        if (!isWrite)
            Ended = error ?? "The stream was completed.";
        else if (error is null)
            _accepted?.TrySetResult();
        else
            _accepted?.TrySetException(new IOException(error));
    }

    private void TakeChunk(ref MessagePackReader reader)
    {
        var offset = 0L;
        var data = default(ReadOnlySpan<byte>);
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            reader.TryReadStringSpan(out var key);
            switch (key[0])
            {
                case (byte)'o':
                    offset = reader.ReadInt64();
                    break;
                case (byte)'d':
                    data = reader.ReadBytes() is { } bytes ? bytes.FirstSpan : default;
                    break;
                default:
                    if (reader.ReadString() is { } gap)
                        Gaps.Add($"{gap} at {offset}");
                    break;
            }
        }

        if (offset != Next)
            Gaps.Add($"offset {offset} where {Next} was due");
        Next = offset + data.Length;
        Ledger.Take(data);
        OnBytes?.Invoke(data);
    }
}
