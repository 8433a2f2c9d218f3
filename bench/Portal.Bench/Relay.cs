using System.Net;
using System.Net.Sockets;
using Portal.BmcSim;

namespace Portal.Bench;

/// <summary>
/// A bad network before the farm: each BMC also at an address of its own where datagrams are lost at random, each way.
/// Ours and the peers go through the same one.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private static readonly IPAddress s_first = IPAddress.Parse("127.88.0.1");
    private readonly Lock _gate = new();
    private Random _random;
    private readonly List<Door> _doors = [];
    private readonly CancellationTokenSource _stop = new();

    /// <param name="at">How many addresses further on the first one is.</param>
    public Relay(IReadOnlyList<IPEndPoint> bmcs, int seed = 4711, int at = 0)
    {
        _random = new Random(seed);
        for (var i = 0; i < bmcs.Count; i++)
            _doors.Add(new Door(this, new IPEndPoint(SimulatedFarm.AddressAt(s_first, at + i), bmcs[i].Port), bmcs[i]));
    }

    /// <summary>Share of datagrams lost, each way.</summary>
    public double Loss { get; set; }

    public IPEndPoint[] EndPoints => [.. _doors.Select(door => door.EndPoint)];

    /// <summary>Begins to lose packets, the same ones each time as far as they come in the same order.</summary>
    public void Begin(int seed, double loss)
    {
        lock (_gate)
            _random = new Random(seed);
        Loss = loss;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var door in _doors)
            await door.DisposeAsync();
        _stop.Dispose();
    }

    private bool Loses()
    {
        if (Loss == 0)
            return false;
        lock (_gate)
            return _random.NextDouble() < Loss;
    }

    /// <summary>What stands before one BMC: a socket for the clients, and one towards the BMC for each of them.</summary>
    private sealed class Door : IAsyncDisposable
    {
        private readonly Relay _relay;
        private readonly IPEndPoint _bmc;
        private readonly Socket _front;
        private readonly Dictionary<SocketAddress, Socket> _clients = [];
        private readonly List<Task> _loops = [];

        public Door(Relay relay, IPEndPoint endPoint, IPEndPoint bmc)
        {
            _relay = relay;
            _bmc = bmc;
            EndPoint = endPoint;
            _front = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _front.Bind(endPoint);
            _loops.Add(InwardsAsync());
        }

        public IPEndPoint EndPoint { get; }

        public async ValueTask DisposeAsync()
        {
            _front.Dispose();
            foreach (var socket in _clients.Values)
                socket.Dispose();
            await Task.WhenAll(_loops);
        }

        private async Task InwardsAsync()
        {
            var buffer = new byte[1024];
            var from = new SocketAddress(AddressFamily.InterNetwork);
            await LoopAsync(async () =>
            {
                var length = await _front.ReceiveFromAsync(buffer, SocketFlags.None, from, _relay._stop.Token);
                if (_relay.Loses())
                    return;
                if (!_clients.TryGetValue(from, out var back))
                {
                    back = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                    await back.ConnectAsync(_bmc);
                    var client = new SocketAddress(AddressFamily.InterNetwork);
                    from.Buffer.Span.CopyTo(client.Buffer.Span);
                    _clients.Add(client, back);
                    _loops.Add(OutwardsAsync(back, client));
                }

                await back.SendAsync(buffer.AsMemory(0, length));
            });
        }

        private async Task OutwardsAsync(Socket back, SocketAddress client)
        {
            var buffer = new byte[1024];
            await LoopAsync(async () =>
            {
                var length = await back.ReceiveAsync(buffer, SocketFlags.None, _relay._stop.Token);
                if (!_relay.Loses())
                    await _front.SendToAsync(buffer.AsMemory(0, length), SocketFlags.None, client);
            });
        }

        private async Task LoopAsync(Func<Task> step)
        {
            while (!_relay._stop.IsCancellationRequested)
            {
                try
                {
                    await step();
                }
                catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
                {
                    return;
                }
                catch (SocketException)
                {
                    // A client that has gone does not concern the others.
                }
            }
        }
    }
}
