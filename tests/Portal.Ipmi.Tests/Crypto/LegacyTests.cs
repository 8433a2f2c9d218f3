using System.Text;
using FsCheck.Xunit;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Crypto;

public sealed class LegacyTests
{
    [Theory]
    [InlineData("", "8350e5a3e24c153df2275c9f80692773")]
    [InlineData("a", "32ec01ec4a6dac72c0ab96fb34c0b5d1")]
    [InlineData("abc", "da853b0d3f88d99b30283a69e6ded6bb")]
    [InlineData("message digest", "ab4f496bfb2a530b219ff33031fe06b0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "4e8ddff3650292ab5a4108c3aa47940b")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "da33def2a42df13975352846c30338cd")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "d5976f79d83d3a0dc9806c3c66f3efd8")]
    public void Md2_TestSuiteOfRfc1319_IsReproduced(string text, string digest)
    {
        var hash = new byte[Md2.DigestBytes];

        Md2.HashData(Encoding.ASCII.GetBytes(text), hash);

        Assert.Equal(digest, Convert.ToHexStringLower(hash));
    }

    [Theory]
    [InlineData(14, 42, true)]
    [InlineData(30, 27, false)]
    [InlineData(30, 26, true)]
    [InlineData(30, 54, true)]
    [InlineData(30, 98, true)]
    public void Write_LengthsThatSomeControllersLose_ArePadded(int header, int messageBytes, bool isPadded)
    {
        using var password = SecretBytes.FromText("secret");
        using var digest = new LegacyDigest(header == 14 ? AuthenticationType.None : AuthenticationType.Md5, password);
        var datagram = new byte[RmcpPacket.MaxDatagramBytes];

        var length = LegacyPacket.Write(datagram, digest, 1, 1, new byte[messageBytes]);

        Assert.Equal(header + messageBytes + (isPadded ? 1 : 0), length);
        Assert.True(LegacyPacket.TryRead(datagram.AsSpan(0, length), out var read));
        Assert.Equal(messageBytes, read.Message.Length);
    }

    [Theory]
    [InlineData(AuthenticationType.Md2)]
    [InlineData(AuthenticationType.Md5)]
    public void TryVerify_AnySingleFlippedBit_IsRejected(AuthenticationType type)
    {
        using var password = SecretBytes.FromText("secret");
        using var sealer = new LegacySealer(new LegacyDigest(type, password), answersMayBePlain: false, answersAreUnverified: false);
        var packet = new byte[RmcpPacket.MaxDatagramBytes];
        var length = sealer.Seal(PacketPayload.Ipmi, 7, 9, Convert.FromHexString("2018c88104017a"), packet);
        Assert.True(sealer.TryVerify(packet, length, 7, out var header));
        Assert.Equal(9u, header.Sequence);
        for (var bit = 4 * 8; bit < length * 8; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(sealer.TryVerify(packet, length, 7, out _), $"bit {bit}");
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void TryVerify_UnsignedPacket_CountsOnlyWhereTheBmcNeedNotSign(bool mayBePlain, bool unverified, bool counts)
    {
        using var password = SecretBytes.FromText("secret");
        using var sealer = new LegacySealer(new LegacyDigest(AuthenticationType.Md5, password), mayBePlain, unverified);
        using var plain = new LegacyDigest(AuthenticationType.None, password);
        var packet = new byte[RmcpPacket.MaxDatagramBytes];
        var length = LegacyPacket.Write(packet, plain, 7, 9, Convert.FromHexString("2018c88104017a"));

        Assert.Equal(counts, sealer.TryVerify(packet, length, 7, out _));
        Assert.False(sealer.TryVerify(packet, length, 8, out _));
    }

    [Fact]
    public void Seal_SerialOverLan_IsNotPossible()
    {
        using var password = SecretBytes.FromText("secret");
        using var sealer = new LegacySealer(new LegacyDigest(AuthenticationType.Md5, password), answersMayBePlain: false, answersAreUnverified: false);

        Assert.Throws<NotSupportedException>(() => sealer.Seal(PacketPayload.Sol, 1, 1, [1], new byte[64]));
    }

    [Property]
    public bool TryRead_RandomBytes_NeverThrowsAndNeverReadsBeyondTheEnd(byte type, byte[] bytes)
    {
        byte[] headed = [6, 0, 0xFF, 7, (byte)(type % 6), .. bytes];
        return !LegacyPacket.TryRead(headed, out var packet) || packet.MessageOffset + packet.Message.Length <= headed.Length;
    }
}
