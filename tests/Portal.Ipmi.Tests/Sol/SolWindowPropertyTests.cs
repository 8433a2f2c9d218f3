using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tests.Sol;

/// <summary>The window against <see cref="ModelBmc"/> over a bad link, in virtual time: what goes in comes out, both ways.</summary>
public sealed class SolWindowPropertyTests
{
    private const int Seeds = 2500;

    [Fact]
    public void Window_OverBadLinks_LosesAndDoublesNothing()
    {
        for (var seed = 0; seed < Seeds; seed++)
            new Run(seed).Go();
    }

    /// <summary>Whatever bytes come: no exception, nothing sent that is too long, and no more delivered than was received.</summary>
    [Fact]
    public void Window_RandomBytes_StaysSane()
    {
        var random = new Random(7);
        var destination = new byte[SolPacket.HeaderLength + SolPacket.MaxCharacters];
        for (var run = 0; run < 500; run++)
        {
            var window = new SolWindow(new SolTimings(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(20)), random.Next(1, 256));
            var now = TimeSpan.Zero;
            long inFlight = 0, accepted = 0, received = 0, delivered = 0;
            for (var i = 0; i < 400 && !window.IsLost(now); i++)
            {
                now += TimeSpan.FromMilliseconds(random.Next(0, 400));
                var payload = new byte[random.Next(0, 300)];
                random.NextBytes(payload);
                if (random.Next(20) != 0 && payload.Length > 3)
                    payload[3] &= 0xEF;
                received += payload.Length;
                var step = random.Next(5) == 0 ? window.OnRoom(now) : window.OnPacket(payload, now, random.Next(3) != 0);
                accepted += step.Accepted;
                delivered += step.Characters.Length;
                if (window.WantsInput(now))
                {
                    window.StartCharacters(window.InputBuffer.Length);
                    inFlight += window.InputBuffer.Length;
                }

                for (var packets = 0; window.NextPacket(now, destination) > 0; packets++)
                    Assert.True(packets < 3);
                Assert.True(accepted <= inFlight && delivered <= received);
            }
        }
    }

    private sealed class Run
    {
        private readonly Random _random;
        private readonly int _seed;
        private readonly SolWindow _window;
        private readonly SolInputQueue _input = new();
        private readonly ModelBmc _bmc;
        private readonly byte[] _typed;
        private readonly byte[] _printed;
        private readonly List<int> _breaks = [];
        private readonly List<byte> _delivered = [];
        private readonly List<SolWrite> _writes = [];
        private readonly PriorityQueue<(bool ToBmc, byte[] Packet), (double At, int Order)> _link = new();
        private readonly byte[] _packet = new byte[SolPacket.HeaderLength + SolPacket.MaxCharacters];
        private readonly double _loss;
        private readonly double _duplication;
        private readonly double _delay;
        private readonly double _jitter;
        private readonly double _stalls;
        private readonly string _about;
        private double _now;
        private double _stalledUntil;
        private int _order;
        private int _queued;

        public Run(int seed)
        {
            _seed = seed;
            _random = new Random(seed);
            _delay = Pick(0.1, 1, 5, 30);
            // A BMC that forgets what it refuses may accept a late copy of it: no console can help that, so it gets a link in order.
            // (The network's own copies do not reach SOL: the session drops them. The other BMCs have to bear them here all the same.)
            var forgets = _random.Next(4) == 0;
            _jitter = forgets ? 0 : _delay * Pick(0, 0.5, 3);
            _loss = Pick(0, 0.02, 0.05, 0.2);
            _duplication = forgets ? 0 : Pick(0, 0.05, 0.2);
            _stalls = Pick(0, 0, 0.02);
            var manners = new ModelBmc.Manners(
                MaxPrint: _random.Next(1, 256), Retry: Pick(10, 100, 500), Grows: _random.Next(2) == 0,
                Partial: Pick(0, 0.1, 0.5), Nack: Pick(0, 0.1, 0.5), Forgets: forgets, Overdrawn: Pick(0, 0.1));
            // Few different characters in half of the runs: copies then look like news, and news like copies.
            var alphabet = _random.Next(2) == 0 ? 2 : 256;
            _typed = Characters(_random.Next(0, 1500), alphabet);
            _printed = Characters(_random.Next(0, 3000), alphabet);
            _about = $"{manners}, delay {_delay}, jitter {_jitter}, loss {_loss}, duplication {_duplication}, stalls {_stalls}";
            _bmc = new ModelBmc(_random, manners, _printed);
            _window = new SolWindow(new SolTimings(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(60)), _random.Next(1, 256));
        }

        public void Go()
        {
            while (!Finished())
            {
                Assert.True(_now < 3_600_000, $"Seed {_seed} does not end: {_delivered.Count} of {_printed.Length} out, {_bmc.Typed.Count} of {_typed.Length} in.");
                Type();
                Pump();
                if (_bmc.Tick(_now) is { } packet)
                    Send(toBmc: false, packet);

                // One millisecond or the next arrival, whichever is sooner; far deadlines are reached in larger steps.
                var next = _now + (_link.Count > 0 ? 1 : 5);
                if (_link.TryPeek(out _, out var due) && due.At <= next)
                    Arrive(due.At);
                else
                    _now = next;
            }

            Assert.True(_printed.AsSpan().SequenceEqual(_delivered.ToArray()), $"Seed {_seed}: output differs. {_about}");
            Assert.True(_typed.AsSpan().SequenceEqual(_bmc.Typed.ToArray()), $"Seed {_seed}: input differs. {_about}");
            Assert.True(_breaks.SequenceEqual(_bmc.BreaksAt), $"Seed {_seed}: breaks differ.");
            Assert.True(_window.Gaps == 0, $"Seed {_seed}: a gap was seen where nothing was lost.");
        }

        private bool Finished() =>
            _queued == _typed.Length && _writes.TrueForAll(w => w.Task.IsCompletedSuccessfully) && _bmc.Printed &&
            _window.Output == SolOutputState.Open;

        private void Type()
        {
            if (_queued == _typed.Length || _random.Next(3) != 0)
                return;
            // Lost breaks are abandoned after three; they have their own table test.
            if (_loss == 0 && _queued > 0 && _random.Next(10) == 0)
            {
                _breaks.Add(_queued);
                _writes.Add(_input.Enqueue(default));
                return;
            }

            var count = Math.Min(_random.Next(1, 400), _typed.Length - _queued);
            _writes.Add(_input.Enqueue(_typed.AsMemory(_queued, count)));
            _queued += count;
        }

        private void Pump()
        {
            var now = TimeSpan.FromMilliseconds(_now);
            Assert.False(_window.IsLost(now), $"Seed {_seed}: lost.");
            if (_stalledUntil > 0 && _now >= _stalledUntil)
            {
                _stalledUntil = 0;
                Take(_window.OnRoom(now));
            }

            if (_window.WantsInput(now))
            {
                if (_input.NextIsBreak)
                {
                    _input.TakeBreak();
                    _window.StartBreak();
                }
                else if (_input.Take(_window.InputBuffer) is > 0 and var count)
                {
                    _window.StartCharacters(count);
                }
            }

            while (_window.NextPacket(now, _packet) is > 0 and var length)
                Send(toBmc: true, _packet[..length]);
        }

        private void Send(bool toBmc, byte[] packet)
        {
            for (var copies = _random.NextDouble() < _duplication ? 2 : 1; copies > 0; copies--)
            {
                if (_random.NextDouble() >= _loss)
                    _link.Enqueue((toBmc, packet), (_now + _delay + _random.NextDouble() * _jitter, _order++));
            }
        }

        private void Arrive(double at)
        {
            _now = Math.Max(_now, at);
            var (toBmc, packet) = _link.Dequeue();
            if (toBmc)
            {
                if (_bmc.Receive(packet) is { } answer)
                    Send(toBmc: false, answer);
                return;
            }

            if (_stalledUntil == 0 && _random.NextDouble() < _stalls)
                _stalledUntil = _now + _random.Next(1, 3000);
            Take(_window.OnPacket(packet, TimeSpan.FromMilliseconds(_now), room: _stalledUntil == 0));
        }

        private void Take(SolStep step)
        {
            _delivered.AddRange(step.Characters);
            _input.Accept(step.Accepted);
            if (step.BreakAcknowledged)
                _input.CompleteBreak(null);
        }

        private byte[] Characters(int count, int alphabet)
        {
            var characters = new byte[count];
            for (var i = 0; i < count; i++)
                characters[i] = (byte)_random.Next(alphabet);
            return characters;
        }

        private double Pick(params double[] values) => values[_random.Next(values.Length)];
    }
}
