using System.Security.Cryptography;

namespace Portal.BmcSim.Rmcp;

/// <summary>Working memory of the thread that handles a datagram. Handling never awaits, so one set per thread serves every BMC of the process.</summary>
internal sealed class Scratch
{
    public const int MaxDatagram = 1024;

    [ThreadStatic]
    private static Scratch? s_current;

    private readonly byte[] _random = new byte[4096];
    private int _randomLeft;

    public static Scratch Current => s_current ??= new Scratch();

    /// <summary>Decrypted inbound payload.</summary>
    public byte[] Inbound { get; } = new byte[MaxDatagram + 32];

    /// <summary>The IPMI message being answered.</summary>
    public byte[] Answer { get; } = new byte[512];

    /// <summary>Outbound payload before encryption.</summary>
    public byte[] Clear { get; } = new byte[MaxDatagram];

    /// <summary>Outbound datagram.</summary>
    public byte[] Packet { get; } = new byte[MaxDatagram];

    /// <summary>Random bytes, drawn from the system in bulk: a draw costs more than the encryption that it feeds.</summary>
    public void FillRandom(Span<byte> destination)
    {
        if (_randomLeft < destination.Length)
        {
            RandomNumberGenerator.Fill(_random);
            _randomLeft = _random.Length;
        }
        _random.AsSpan(_randomLeft - destination.Length, destination.Length).CopyTo(destination);
        _randomLeft -= destination.Length;
    }
}
