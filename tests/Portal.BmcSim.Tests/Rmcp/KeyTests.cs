using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Tests.Rmcp;

/// <summary>Golden bytes: what ipmitool 1.8.19 (-vvvvv) computed and sent in two sessions as admin/password.</summary>
public class KeyTests
{
    private const string Guid = "f362b13d947ecf93b6ef404f738af640";

    [Theory]
    [InlineData(
        3, "76cb420c", "801c6f372bbcb8433163a91bce2ab0f5", "5e7dc5c1285fa4e1b195ed18c9396a49",
        "2eb8f79ee9e9e6e0317535e033bdcaab30ae845f", "910d7459358c896907d40cc45b6130b32c97b1e7",
        "c7e0c5ab9dd6dc677b30fe8d5b6c5522a93c7e05", "203984417f3807f812943415461c058a97c2aa1e",
        "7fdc8e037d70078aa465e5d97e57a612143d2752", "7697f25d5c05649873599187fbb66777b10e93b1",
        "0600ff0706c076cb420c030000002000b25e2cf21a1549eb790708ce033b04d3cd66ec6a6cfe9294b1a4ea971f606efaffff020760e8fe16e8396b08820d392f")]
    [InlineData(
        17, "aa1f9df4", "eb1a70591794123463f0b99ab82b6720", "cd775f351a99a90e9e2487c0a781d92b",
        "ece7c04130da5a7eb5440d805cd17528a80e6be18c159b05a587e492a4a456d1", "48563387a37a36762498a40c867c26909713f755a7fbed9f75e973f8a077bcce",
        "6b1e1ceb898b1a36068cfdb6b638b464f3908daa9d4361afbe4ad6bbc3663fa4", "17654ba74239a773499b773b9c3fd456ec42ebe9479a6ae86708c6d1f07d2d9f",
        "329b96928007a438595756556522bf34baf27c468c394f5cc4bee0e373d8928a", "9e7cd4c7fd0002a7fbf608943e4ea560fcd3c0e67533fcca29d430156ce9dda9",
        "0600ff0706c0aa1f9df4030000002000670d3e3685acc9a57623fd925596a93e3d37a94afb45255f727bc2ddd580b05cffff02070b95e83d06e8c4dec2e13c5fedc3597f")]
    public void Codes_OfTheSession_AreIpmitools(
        byte suiteId, string managedId, string remoteRandom, string managedRandom, string code2, string code3, string sik, string check4, string k1, string k2, string packet)
    {
        var suite = CipherSuite.ById(suiteId);
        var account = SimAccount.Defaults[0];
        var session = new SimSession
        {
            ManagedId = BinaryPrimitives.ReadUInt32LittleEndian(Convert.FromHexString(managedId)),
            RemoteId = 0xA0A2A3A4,
            Handle = 1,
            OpenTag = 0,
            OpenPrivilege = 4,
            OpenedAt = 0,
            LastActive = 0,
            Suite = suite,
            Peer = new SocketAddress(AddressFamily.InterNetwork),
            Role = 0x14,
            UserName = account.NameBytes,
        };
        Convert.FromHexString(remoteRandom).CopyTo(session.RemoteRandom);
        Convert.FromHexString(managedRandom).CopyTo(session.ManagedRandom);
        var guid = Convert.FromHexString(Guid);
        var code = new byte[suite.HashLength];

        RakpCodes.KeyExchange2(session, account.Key, guid, code);
        Assert.Equal(code2, Convert.ToHexStringLower(code));
        RakpCodes.KeyExchange3(session, account.Key, code);
        Assert.Equal(code3, Convert.ToHexStringLower(code));
        RakpCodes.SessionIntegrityKey(session, account.Key, code);
        Assert.Equal(sik, Convert.ToHexStringLower(code));
        RakpCodes.IntegrityCheck4(session, Convert.FromHexString(sik), guid, code);
        Assert.Equal(check4, Convert.ToHexStringLower(code));
        RakpCodes.AdditionalKey(suite, Convert.FromHexString(sik), 1, code);
        Assert.Equal(k1, Convert.ToHexStringLower(code));
        RakpCodes.AdditionalKey(suite, Convert.FromHexString(sik), 2, code);
        Assert.Equal(k2, Convert.ToHexStringLower(code));

        // Its first packet: Set Session Privilege Level, administrator.
        using var cipher = new PacketCipher(suite, Convert.FromHexString(sik), account.Key);
        var datagram = Convert.FromHexString(packet);
        Assert.True(cipher.Verify(datagram, 32));
        Assert.True(cipher.TryDecrypt(datagram.AsSpan(16, 32), Scratch.Current, out var clear));
        Assert.Equal("2018c881043b043c", Convert.ToHexStringLower(clear));
        datagram[20] ^= 1;
        Assert.False(cipher.Verify(datagram, 32));
    }

    [Fact]
    public void SequenceWindow_LateRepeatedAndWrapped_TakesEachOnce()
    {
        var window = new SequenceWindow();
        (uint Number, bool Taken)[] script =
            [(0, false), (3, true), (3, false), (5, true), (4, true), (4, false), (1, true), (100, true), (69, true), (68, false), (99, true), (0xFFFF_FFF0, false)];
        foreach (var (number, taken) in script)
            Assert.Equal((number, taken), (number, window.Accept(number)));

        window = new SequenceWindow();
        Assert.True(window.Accept(0xFFFF_FFFE));
        Assert.True(window.Accept(1));
        Assert.True(window.Accept(0xFFFF_FFFF));
        Assert.False(window.Accept(0xFFFF_FFFE));
    }
}
