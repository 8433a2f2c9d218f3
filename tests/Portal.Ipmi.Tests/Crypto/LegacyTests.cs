using System.Text;
using FsCheck.Xunit;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

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

    /// <summary>Captured between bmc-info 1.6.10 (FreeIPMI) and ipmi_sim 2.0.33: Activate Session, Set Session Privilege Level, Get Device ID and their answers.</summary>
    [Theory]
    [InlineData(AuthenticationType.Md2, 0x00000005u, "0600ff07010000000005000000af8282bd4658680ccbd3d52ca30f5da01d2018c8818c3a0104396a3908f6a8b25e65e11d0b23578023f97ec77adf")]
    [InlineData(AuthenticationType.Md2, 0x00000005u, "0600ff0701f97ec77a050000007282ed6b2434dcf1dc46b13bda59ddb212811c63208c3a000182000000429502780442")]
    [InlineData(AuthenticationType.Md2, 0x00000082u, "0600ff07014295027882000000b2e2480f887e6ad7473d75f5b5712840082018c881903b04b0")]
    [InlineData(AuthenticationType.Md2, 0x00000082u, "0600ff0701fb7ec77a820000002c5879e40003ba19c031eca8ec319b1b17811c63209801002001010202bf7c2a00020f00000000ab")]
    [InlineData(AuthenticationType.Md5, 0x00000085u, "0600ff07020000000085000000b275c8776c336190ecc75e4cc096c1251d2018c8815c3a020427aa0bd29d0175667968d62ba9be00b02a524731cf")]
    [InlineData(AuthenticationType.Md5, 0x00000085u, "0600ff07022a524731850000002416b1f06f5c0fb7c4fcdf680e08bf5412811c63205c3a000202010000fc8b8d4504e8")]
    [InlineData(AuthenticationType.Md5, 0x00000102u, "0600ff0702fe8b8d4502010000e3f2657a102fe7027b31d12efd050a1a072018c881680116")]
    [InlineData(AuthenticationType.Md5, 0x00000102u, "0600ff07022c52473102010000a12e8a017fbebf8a20278b466011aa9717811c63206801002001010202bf7c2a00020f00000000db")]
    public void TryVerify_CapturedPackets_AnswersVerifyAndAllAreMadeTheSame(AuthenticationType type, uint sessionId, string packet)
    {
        using var password = SecretBytes.FromText("secret");
        using var sealer = new LegacySealer(new LegacyDigest(type, password), answersMayBePlain: false, answersAreUnverified: false);
        var bytes = Convert.FromHexString(packet);
        Assert.True(LegacyPacket.TryRead(bytes, out var read));

        // A request is signed with the same key under the same session id: sent back to who made it, it is no answer.
        Assert.Equal(LanMessage.IsResponse(read.Message), sealer.TryVerify(bytes, bytes.Length, sessionId, out _));

        var made = new byte[RmcpPacket.MaxDatagramBytes];
        var length = sealer.Seal(PacketPayload.Ipmi, sessionId, read.Sequence, read.Message, made);
        Assert.Equal(packet, Convert.ToHexStringLower(made.AsSpan(0, length)));
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
        var length = sealer.Seal(PacketPayload.Ipmi, 7, 9, Convert.FromHexString("811c6320040100db"), packet);
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
        var length = LegacyPacket.Write(packet, plain, 7, 9, Convert.FromHexString("811c6320040100db"));

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
