using FsCheck;
using FsCheck.Xunit;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Crypto;

public sealed class PacketSealerTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Open_CapturedPackets_VerifyAndDecrypt(int suite)
    {
        var capture = Capture.Of(suite);

        Assert.Equal(capture.RequestMessage, Open(capture, capture.SealedRequest));
        Assert.Equal(capture.ResponseMessage, Open(capture, capture.SealedResponse));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Seal_CapturedMessage_DiffersOnlyInTheRandomVector(int suite)
    {
        var capture = Capture.Of(suite);
        using var keys = capture.Keys;
        using var password = SecretBytes.FromText("secret");
        using var sealer = new PacketSealer(capture.Suite, keys, password);
        var packet = new byte[RmcpPacket.MaxDatagramBytes];

        var length = sealer.Seal(PacketPayload.Ipmi, capture.BmcSessionId, 3, capture.RequestMessage, packet);

        Assert.Equal(capture.SealedRequest.Length, length);
        Assert.Equal(sealer.SealedBytes(capture.RequestMessage.Length), length);
        Assert.Equal(capture.SealedRequest[..16], packet[..16]);
        Assert.Equal(capture.RequestMessage, Open(capture, packet[..length]));
    }

    [Fact]
    public void Seal_SamePayloadTwice_HasAnotherVectorEachTime()
    {
        using var keys = Capture.Suite3.Keys;
        using var password = SecretBytes.FromText("secret");
        using var sealer = new PacketSealer(CipherSuite.Suite3, keys, password);
        var packets = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var packet = new byte[RmcpPacket.MaxDatagramBytes];
            sealer.Seal(PacketPayload.Ipmi, 1, 1, "same"u8, packet);
            Assert.True(packets.Add(Convert.ToHexString(packet, 16, 16)));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Verify_EverySingleFlippedBit_IsRejected(int suite)
    {
        var capture = Capture.Of(suite);
        using var keys = capture.Keys;
        using var password = SecretBytes.FromText("secret");
        using var sealer = new PacketSealer(capture.Suite, keys, password);
        // The RMCP header is not covered; class and version are checked, the reserved byte and the RMCP sequence number mean nothing.
        for (var bit = 4 * 8; bit < capture.SealedResponse.Length * 8; bit++)
        {
            var packet = capture.SealedResponse.ToArray();
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(sealer.TryVerify(packet, packet.Length, capture.ConsoleSessionId, out _), $"bit {bit}");
        }
    }

    [Fact]
    public void TryDecrypt_OddPadBytes_AreTolerated()
    {
        // Pad FF FF FF .. instead of 01 02 03 ..: made by encrypting a payload that brings its own pad.
        using var keys = Capture.Suite3.Keys;
        using var password = SecretBytes.FromText("secret");
        using var sealer = new PacketSealer(CipherSuite.Suite3, keys, password);
        byte[] text = [1, 2, 3, .. Enumerable.Repeat((byte)0xFF, 12), 12];
        var packet = new byte[RmcpPacket.MaxDatagramBytes];
        sealer.Seal(PacketPayload.Ipmi, 1, 1, text, packet);

        Assert.True(sealer.TryDecrypt(packet, new SealedPacket(PacketPayload.Ipmi, 1, RmcpPacket.HeaderBytes, 32), out var payload));

        Assert.Equal([1, 2, 3], payload.ToArray());
    }

    [Property]
    public bool Seal_AnyPayload_OpensToItself(byte[] payload, bool weaker)
    {
        var capture = weaker ? Capture.Suite3 : Capture.Suite17;
        var bytes = payload[..Math.Min(payload.Length, 259)];
        using var keys = capture.Keys;
        using var password = SecretBytes.FromText("secret");
        using var sealer = new PacketSealer(capture.Suite, keys, password);
        var packet = new byte[RmcpPacket.MaxDatagramBytes];
        var length = sealer.Seal(PacketPayload.Sol, 7, 9, bytes, packet);

        // From the authentication type to the next header the covered bytes are a multiple of four (§13.28.4).
        return (length - 4 - capture.Suite.IntegrityBytes) % 4 == 0 && Open(capture, packet[..length]).SequenceEqual(bytes);
    }

    [Property]
    public bool Verify_RandomBytes_IsFalse(byte[] bytes)
    {
        using var keys = Capture.Suite3.Keys;
        using var password = SecretBytes.FromText("secret");
        using var sealer = new PacketSealer(CipherSuite.Suite3, keys, password);
        byte[] headed = [6, 0, 0xFF, 7, 6, 0xC0, .. bytes];
        return !sealer.TryVerify(bytes, bytes.Length, 0, out _) && !sealer.TryVerify(headed, headed.Length, 0, out _);
    }

    private static byte[] Open(Capture capture, byte[] packet)
    {
        using var keys = capture.Keys;
        using var password = SecretBytes.FromText("secret");
        using var sealer = new PacketSealer(capture.Suite, keys, password);
        var copy = packet.ToArray();
        Assert.True(RmcpPacket.TryRead(copy, out var read));
        Assert.True(sealer.TryVerify(copy, copy.Length, read.SessionId, out var header));
        Assert.True(sealer.TryDecrypt(copy, header, out var payload));
        return payload.ToArray();
    }
}
