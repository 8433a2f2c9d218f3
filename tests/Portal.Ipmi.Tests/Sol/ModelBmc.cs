namespace Portal.Ipmi.Tests.Sol;

/// <summary>The BMC's end of SOL, written from the specification for the tests and apart from the product: pure, in virtual time.</summary>
internal sealed class ModelBmc(Random random, ModelBmc.Manners manners, byte[] output)
{
    private readonly List<byte> _typed = [];
    private int _printed;
    private byte _outSequence = (byte)random.Next(1, 16);
    private byte[]? _outPacket;
    private double _outSent;
    private byte _inSequence;
    private byte[] _inAnswer = [];
    private bool _suspended;

    /// <summary>How a BMC behaves within what the specification leaves open.</summary>
    /// <param name="MaxPrint">Characters per packet from the BMC.</param>
    /// <param name="Retry">Milliseconds until it repeats a packet.</param>
    /// <param name="Grows">Adds characters to a repetition.</param>
    /// <param name="Partial">Share of packets accepted only in part.</param>
    /// <param name="Nack">Share of packets refused wholly.</param>
    /// <param name="Forgets">Does not remember a packet that it refused: a copy of it may be accepted.</param>
    /// <param name="Overdrawn">Sets the NACK bit although it accepted everything, as ipmi_sim does when its buffer is just full.</param>
    public sealed record Manners(int MaxPrint, double Retry, bool Grows, double Partial, double Nack, bool Forgets, double Overdrawn);

    public IReadOnlyList<byte> Typed => _typed;

    public List<int> BreaksAt { get; } = [];

    public bool Printed => _printed == output.Length && _outPacket is null;

    /// <summary>What it sends at this time, if anything.</summary>
    public byte[]? Tick(double now)
    {
        if (_outPacket is null)
        {
            if (_printed == output.Length || random.Next(8) == 0)
                return null;
            _outPacket = Print(random.Next(1, manners.MaxPrint + 1));
        }
        else if (now < _outSent + manners.Retry)
        {
            return null;
        }
        else if (manners.Grows)
        {
            _outPacket = Print(Math.Min(manners.MaxPrint, _outPacket.Length - 4 + random.Next(0, 9)));
        }

        _outSent = now;
        return _outPacket;
    }

    /// <summary>Takes a packet and returns its acknowledgement, if it deserves one.</summary>
    public byte[]? Receive(byte[] packet)
    {
        Acknowledged(packet[1], packet[2]);
        var sequence = packet[0];
        if (sequence == 0)
            return null;
        if (sequence == _inSequence)
            return _inAnswer;
        // Further behind than half the circle is a late copy of something old; one that forgets what it refused cannot tell.
        if (_inSequence != 0 && !manners.Forgets && (sequence - _inSequence + 15) % 15 > 7)
            return null;

        var characters = packet[4..];
        if ((packet[3] & 0x10) != 0)
        {
            BreaksAt.Add(_typed.Count);
            return Remember(sequence, 0, nack: false);
        }

        _suspended = random.NextDouble() < manners.Nack;
        if (_suspended)
            return manners.Forgets ? [0, sequence, 0, 0x40] : Remember(sequence, 0, nack: true);

        var accepted = random.NextDouble() < manners.Partial ? random.Next(0, characters.Length) : characters.Length;
        _typed.AddRange(characters[..accepted]);
        return Remember(sequence, (byte)accepted, nack: random.NextDouble() < manners.Overdrawn);
    }

    private byte[] Remember(byte sequence, byte accepted, bool nack)
    {
        _inSequence = sequence;
        return _inAnswer = [0, sequence, accepted, nack ? (byte)0x40 : (byte)0];
    }

    private void Acknowledged(byte sequence, int count)
    {
        if (_outPacket is null || sequence != _outSequence)
            return;
        _printed += Math.Min(count, _outPacket.Length - 4);
        _outPacket = null;
        _outSequence = (byte)(_outSequence % 15 + 1);
    }

    private byte[] Print(int count)
    {
        count = Math.Min(count, output.Length - _printed);
        return [_outSequence, 0, 0, 0, .. output.AsSpan(_printed, count)];
    }
}
