using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Portal.Ipmi.Session;
using Portal.Ipmi.Transport;

namespace Portal.Ipmi.Tests.Transport;

/// <summary>The real UDP transport, with a record of what passes and a way to slip in datagrams of an attacker.</summary>
internal sealed class RecordingTransport(IPEndPoint endPoint) : IDatagramTransport
{
    private readonly UdpTransport _udp = UdpTransport.Connect(endPoint);
    private readonly byte[] _buffer = new byte[RmcpPacket.MaxDatagramBytes];
    private readonly Channel<byte[]> _injected = Channel.CreateUnbounded<byte[]>();
    private Task<int>? _receiving;

    public ConcurrentQueue<byte[]> Sent { get; } = new();

    public ConcurrentQueue<byte[]> Received { get; } = new();

    /// <summary>Datagrams of the BMC that the network loses.</summary>
    public Func<byte[], bool> Loses { get; init; } = _ => false;

    /// <summary>Payload types sent so far, in order.</summary>
    public IEnumerable<PacketPayload> SentTypes => Sent.Select(datagram => (PacketPayload)(datagram[5] & 0x3F));

    public void Inject(byte[] datagram) => _injected.Writer.TryWrite(datagram);

    public void Send(ReadOnlySpan<byte> datagram)
    {
        Sent.Enqueue(datagram.ToArray());
        _udp.Send(datagram);
    }

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        while (true)
        {
            _receiving ??= _udp.ReceiveAsync(_buffer).AsTask();
            var injected = _injected.Reader.WaitToReadAsync().AsTask();
            byte[]? datagram;
            if (await Task.WhenAny(_receiving, injected) == _receiving || !_injected.Reader.TryRead(out datagram))
            {
                var length = await _receiving;
                _receiving = null;
                datagram = _buffer[..length];
                if (Loses(datagram))
                    continue;
                Received.Enqueue(datagram);
            }

            datagram.CopyTo(buffer);
            return datagram.Length;
        }
    }

    public void Dispose() => _udp.Dispose();
}
