using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Crypto;

/// <summary>
/// Every suite against values computed by another program, Python's hmac, hashlib and cryptography, from the formulas of IPMI 2.0 §13.28
/// to §13.32: password of 20 bytes, K_G that begins with a zero, and a packet with Get Device ID (IV 30h to 3Fh where it is encrypted).
/// </summary>
public sealed class CipherSuiteTests
{
    private const uint ConsoleSessionId = 0xA0A2A3A4;
    private const uint BmcSessionId = 0x13579BDF;
    private const uint Sequence = 5;

    private static readonly byte[] s_message = Convert.FromHexString("2018c88104017a");

    [Theory]
    [InlineData(0, "", "", "", "", "",
        "0600ff070600df9b57130500000007002018c88104017a")]
    [InlineData(1, "2a29280d9cdda78f121ddecd4dccb902a5480265", "2213bd0325439b628560691a9c68564cd3a61e19", "a94d02256abe171c4ddf6560", "1b70849d37c9e8b881c8363421f4d312672c9ae7", "7299e8345f65fc487c805014f8e2cae257ee44de",
        "0600ff070600df9b57130500000007002018c88104017a")]
    [InlineData(2, "2a29280d9cdda78f121ddecd4dccb902a5480265", "2213bd0325439b628560691a9c68564cd3a61e19", "a94d02256abe171c4ddf6560", "1b70849d37c9e8b881c8363421f4d312672c9ae7", "7299e8345f65fc487c805014f8e2cae257ee44de",
        "0600ff070640df9b57130500000007002018c88104017affffff0307100919b691183db0ba0da4d1")]
    [InlineData(3, "2a29280d9cdda78f121ddecd4dccb902a5480265", "2213bd0325439b628560691a9c68564cd3a61e19", "a94d02256abe171c4ddf6560", "1b70849d37c9e8b881c8363421f4d312672c9ae7", "7299e8345f65fc487c805014f8e2cae257ee44de",
        "0600ff0706c0df9b5713050000002000303132333435363738393a3b3c3d3e3f3b52bd79acc3118de290f3447179ab18ffff0207f1beb47fea9d6960dd136497")]
    [InlineData(6, "3737e527b302693ae79121031f6496b3", "5bf5ee372678689485853702a3bd55f3", "c68f4b6a8c1a67ed0c6bb469b154155c", "d999e1a2a394ce326b19b76f2e62e9dd", "bbdfde841d697631d4532244a70c2247",
        "0600ff070600df9b57130500000007002018c88104017a")]
    [InlineData(7, "3737e527b302693ae79121031f6496b3", "5bf5ee372678689485853702a3bd55f3", "c68f4b6a8c1a67ed0c6bb469b154155c", "d999e1a2a394ce326b19b76f2e62e9dd", "bbdfde841d697631d4532244a70c2247",
        "0600ff070640df9b57130500000007002018c88104017affffff03078aeeb406d0abbbf99bc4358089220e5c")]
    [InlineData(8, "3737e527b302693ae79121031f6496b3", "5bf5ee372678689485853702a3bd55f3", "c68f4b6a8c1a67ed0c6bb469b154155c", "d999e1a2a394ce326b19b76f2e62e9dd", "bbdfde841d697631d4532244a70c2247",
        "0600ff0706c0df9b5713050000002000303132333435363738393a3b3c3d3e3f6469fce5a1f222b261e7e8629a0bb7b5ffff0207f48fb961b7353d019f49c887eb173497")]
    [InlineData(11, "3737e527b302693ae79121031f6496b3", "5bf5ee372678689485853702a3bd55f3", "c68f4b6a8c1a67ed0c6bb469b154155c", "d999e1a2a394ce326b19b76f2e62e9dd", "bbdfde841d697631d4532244a70c2247",
        "0600ff070640df9b57130500000007002018c88104017affffff03076538e9645c887b46560eb8b1cb5741f7")]
    [InlineData(12, "3737e527b302693ae79121031f6496b3", "5bf5ee372678689485853702a3bd55f3", "c68f4b6a8c1a67ed0c6bb469b154155c", "d999e1a2a394ce326b19b76f2e62e9dd", "bbdfde841d697631d4532244a70c2247",
        "0600ff0706c0df9b5713050000002000303132333435363738393a3b3c3d3e3f6469fce5a1f222b261e7e8629a0bb7b5ffff0207774c457cfeb387406ef663f932370400")]
    [InlineData(15, "7de89967c09e13e45cfead223fcbd0006f90e60cd4a92f37431d499b72b13b54", "12cb9931231b61eb38049d89dcf2b05d69658556bb493cf5f13d407a7de857dc", "91273b7a512879d39b22e2af0317ab01", "bd4c4e80b5f4b9c56325da260e9722b40020d21609e5726be0a9e7a575a3fbc4", "16e5e7baf91423eaa443d35f4e3a39a0912a81cb75e41c854ccc720733ee711d",
        "0600ff070600df9b57130500000007002018c88104017a")]
    [InlineData(16, "7de89967c09e13e45cfead223fcbd0006f90e60cd4a92f37431d499b72b13b54", "12cb9931231b61eb38049d89dcf2b05d69658556bb493cf5f13d407a7de857dc", "91273b7a512879d39b22e2af0317ab01", "bd4c4e80b5f4b9c56325da260e9722b40020d21609e5726be0a9e7a575a3fbc4", "16e5e7baf91423eaa443d35f4e3a39a0912a81cb75e41c854ccc720733ee711d",
        "0600ff070640df9b57130500000007002018c88104017affffff030751d7c17b133a16d76d0027134d3977d9")]
    [InlineData(17, "7de89967c09e13e45cfead223fcbd0006f90e60cd4a92f37431d499b72b13b54", "12cb9931231b61eb38049d89dcf2b05d69658556bb493cf5f13d407a7de857dc", "91273b7a512879d39b22e2af0317ab01", "bd4c4e80b5f4b9c56325da260e9722b40020d21609e5726be0a9e7a575a3fbc4", "16e5e7baf91423eaa443d35f4e3a39a0912a81cb75e41c854ccc720733ee711d",
        "0600ff0706c0df9b5713050000002000303132333435363738393a3b3c3d3e3f9bd82a8f2ae015378a50320f68d35e58ffff02078c2c2fe466305e4a8531f1ed2e4c19b9")]
    public void Suite_FormulasOfTheSpecification_GiveTheSame(byte id, string code2, string code3, string check4, string k1, string k2, string packet)
    {
        var suite = CipherSuite.Find((CipherSuiteId)id)!;
        using var password = SecretBytes.FromText("correct horse 20by!!");
        using var kg = new SecretBytes([.. Enumerable.Range(0, 20).Select(i => (byte)i)]);
        var transcript = new RakpTranscript(
            ConsoleSessionId, BmcSessionId, Bytes(0x10), Bytes(0xE0), Convert.FromHexString("00112233445566778899aabbccddeeff"), 0x14, "root"u8);
        var code = new byte[suite.DigestBytes];

        RakpKeys.Rakp2Code(suite, password, transcript, code);
        Assert.Equal(code2, Convert.ToHexStringLower(code));
        RakpKeys.Rakp3Code(suite, password, transcript, code);
        Assert.Equal(code3, Convert.ToHexStringLower(code));
        using var keys = RakpKeys.Derive(suite, password, kg, transcript);
        keys.Rakp4Check(transcript, code);
        Assert.Equal(check4, Convert.ToHexStringLower(code[..suite.CheckBytes]));
        Assert.Equal(k1, Convert.ToHexStringLower(keys.K1));
        if (suite.IsEncrypted)
            Assert.Equal(k2[..32], Convert.ToHexStringLower(keys.AesKey));

        using var sealer = new PacketSealer(suite, keys, password);
        var bytes = Convert.FromHexString(packet);
        Assert.True(sealer.TryVerify(bytes, bytes.Length, BmcSessionId, out var header));
        Assert.Equal((PacketPayload.Ipmi, Sequence), (header.Type, header.Sequence));
        Assert.True(sealer.TryDecrypt(bytes, header, out var payload));
        Assert.Equal(s_message, payload.ToArray());

        var made = new byte[RmcpPacket.MaxDatagramBytes];
        var length = sealer.Seal(PacketPayload.Ipmi, BmcSessionId, Sequence, s_message, made);
        Assert.Equal(packet.Length / 2, length);
        Assert.Equal(length, sealer.SealedBytes(s_message.Length));
        if (!suite.IsEncrypted)
            Assert.Equal(packet, Convert.ToHexStringLower(made.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(16)]
    public void TryVerify_AnySingleFlippedBit_IsRejected(byte id)
    {
        using var sealer = Sealer(id);
        var made = new byte[RmcpPacket.MaxDatagramBytes];
        var length = sealer.Seal(PacketPayload.Ipmi, BmcSessionId, Sequence, s_message, made);
        for (var bit = 4 * 8; bit < length * 8; bit++)
        {
            made[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(sealer.TryVerify(made, length, BmcSessionId, out _), $"bit {bit}");
            made[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(sealer.TryVerify(made, length, BmcSessionId, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(15)]
    public void TryVerify_WithoutIntegrity_WantsTheSessionIdAndGoodChecksums(byte id)
    {
        using var sealer = Sealer(id);
        var made = new byte[RmcpPacket.MaxDatagramBytes];
        var length = sealer.Seal(PacketPayload.Ipmi, BmcSessionId, Sequence, s_message, made);

        Assert.True(sealer.TryVerify(made, length, BmcSessionId, out _));
        Assert.False(sealer.TryVerify(made, length, BmcSessionId + 1, out _));
        made[length - 1] ^= 1;
        Assert.False(sealer.TryVerify(made, length, BmcSessionId, out _));
    }

    private static PacketSealer Sealer(byte id)
    {
        var suite = CipherSuite.Find((CipherSuiteId)id)!;
        using var password = SecretBytes.FromText("secret");
        using var keys = RakpKeys.Derive(suite, password, null, new RakpTranscript(1, 2, Bytes(1), Bytes(2), Bytes(3), 0x14, "root"u8));
        return new PacketSealer(suite, keys, password);
    }

    private static byte[] Bytes(byte from) => [.. Enumerable.Range(from, 16).Select(i => (byte)i)];
}
