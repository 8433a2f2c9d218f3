using System.Net;
using System.Net.Sockets;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim;

/// <summary>The socket, and what the network does to datagrams.</summary>
public sealed partial class SimulatedBmc
{
    /// <summary>A datagram held back for a later one is delivered after this time when none comes.</summary>
    private static readonly TimeSpan s_longestReorder = TimeSpan.FromMilliseconds(20);

    private long _downUntil;
    private HeldDatagram? _heldInbound;
    private HeldDatagram? _heldOutbound;

    /// <summary>Takes a datagram as if it had arrived from <paramref name="from"/>.</summary>
    internal void Receive(ReadOnlySpan<byte> datagram, SocketAddress from)
    {
        lock (_gate)
        {
            if (_disposed || Faults.Silent || IsDown || _dice.Hits(Faults.Loss))
                return;
            if (_heldInbound is null && _dice.Hits(Faults.Reorder))
            {
                _heldInbound = Hold(datagram, from, Deliver);
                return;
            }
            _controller.Handle(datagram, from);
            if (_dice.Hits(Faults.Duplicate))
                _controller.Handle(datagram, from);
            Deliver(_heldInbound);
            if (_controller.LinkDrop > TimeSpan.Zero)
            {
                _downUntil = _agenda.Later(_controller.LinkDrop);
                _controller.LinkDrop = TimeSpan.Zero;
            }
        }
    }

    private bool IsDown => _downUntil != 0 && _agenda.Now < _downUntil;

    private async Task ReceiveAsync(CancellationToken ct)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(Scratch.MaxDatagram, pinned: true);
        var from = new SocketAddress(_socket.AddressFamily);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                // Each packet would otherwise go through the context of whoever started the BMC.
                var length = await _socket.ReceiveFromAsync(buffer.AsMemory(), SocketFlags.None, from, ct).ConfigureAwait(false);
                Receive(buffer.AsSpan(0, length), from);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A datagram longer than the buffer, or the echo of an answer that nobody took. Neither concerns the next datagram.
            }
        }
    }

    /// <summary>Sends a datagram through the faults. Called under the lock.</summary>
    private void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        if (Faults.Silent || IsDown || _disposed || _dice.Hits(Faults.Loss))
            return;
        if (_heldOutbound is null && _dice.Hits(Faults.Reorder))
        {
            _heldOutbound = Hold(datagram, to, Release);
            return;
        }
        Delay(datagram, to);
        if (_dice.Hits(Faults.Duplicate))
            Delay(datagram, to);
        Release(_heldOutbound);
    }

    private void Delay(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        if (Faults.Latency > TimeSpan.Zero)
            TransmitLater(new HeldDatagram(datagram.ToArray(), to.Clone()), Faults.Latency);
        else
            Transmit(datagram, to);
    }

    private void TransmitLater(HeldDatagram held, TimeSpan latency) => _agenda.After(latency, () => Transmit(held.Bytes, held.Peer));

    private void Transmit(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        if (_dice.Hits(Faults.Truncate))
            datagram = datagram[.._dice.Between(0, datagram.Length)];
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (SocketException)
        {
            // Nowhere to send it: for UDP that is a loss like any other.
        }
    }

    private HeldDatagram Hold(ReadOnlySpan<byte> datagram, SocketAddress peer, Action<HeldDatagram?> release)
    {
        var held = new HeldDatagram(datagram.ToArray(), peer.Clone());
        _agenda.After(s_longestReorder, () => release(held));
        return held;
    }

    private void Deliver(HeldDatagram? held)
    {
        if (held is null || held != _heldInbound)
            return;
        _heldInbound = null;
        _controller.Handle(held.Bytes, held.Peer);
    }

    private void Release(HeldDatagram? held)
    {
        if (held is null || held != _heldOutbound)
            return;
        _heldOutbound = null;
        Delay(held.Bytes, held.Peer);
    }

    private sealed record HeldDatagram(byte[] Bytes, SocketAddress Peer);
}
