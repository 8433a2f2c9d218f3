using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>
/// Packets of a session. The first byte chooses: a forgery, whose code almost never verifies; or what a BMC that has the keys may send:
/// a payload, an encrypted payload of any length and pad, and a header that lies about its length.
/// </summary>
internal sealed class SealerTarget : FuzzTarget
{
    private const uint SessionId = 0xA0A2A3A4;
    private readonly IPacketSealer _sealer;
    private readonly byte[] _packet = new byte[RmcpPacket.MaxDatagramBytes];

    public SealerTarget(string name, IPacketSealer sealer)
    {
        Name = name;
        _sealer = sealer;
    }

    public override string Name { get; }

    public override int MaxInput => 400;

    /// <summary>The sealer of a cipher suite, with keys of a fixed exchange.</summary>
    public static SealerTarget Of(CipherSuite suite)
    {
        using var password = new SecretBytes("password"u8);
        using var keys = RakpKeys.Derive(suite, password, null, new RakpTranscript(SessionId, 1, new byte[16], new byte[16], new byte[16], 0x14, "admin"u8));
        return new SealerTarget($"PacketSealer.{suite.Id}", new PacketSealer(suite, keys, password));
    }

    public override object? Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return null;
        var rest = input[1..];
        var length = rest.Length;
        if ((input[0] & 3) == 0)
        {
            length = _sealer.Seal(PacketPayload.Ipmi, SessionId, 7, rest[..Math.Min(length, 200)], _packet);
        }
        else
        {
            rest.CopyTo(_packet);
        }

        if ((input[0] & 3) != 1)
        {
            if (_sealer.TryVerify(_packet, length, SessionId, out var header))
                _sealer.TryDecrypt(_packet, header, out _);
        }
        else if (length > 0)
        {
            // As if the code had verified: any bytes as the carried payload.
            var offset = length / 8;
            _sealer.TryDecrypt(_packet, new SealedPacket(PacketPayload.Ipmi, 7, offset, length - offset), out _);
        }

        return null;
    }
}
