using FsCheck.Xunit;
using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;
using Portal.Ipmi.Tests.Crypto;

namespace Portal.Ipmi.Tests.Session;

public sealed class HandshakeTests
{
    /// <summary>Offset of the message tag in a datagram. ipmitool gives all its messages tag 0; ours count on, so tests put them in.</summary>
    private const int Tag = 16;

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public void Messages_OfACapturedLogin_AreReproduced(int suite)
    {
        var capture = Capture.Of(suite);
        using var handshake = Begin(capture);

        // ipmitool asks for the highest privilege here, we for what RAKP 1 asks for.
        Assert.Equal(With(capture.OpenSessionRequest, (Tag + 1, 4)), Message(handshake));
        Assert.True(Accept(handshake, capture.OpenSessionResponse, 0));
        Assert.Equal(With(capture.Rakp1, (Tag, 1)), Message(handshake));
        Assert.True(Accept(handshake, capture.Rakp2, 1));
        Assert.Equal(With(capture.Rakp3, (Tag, 2)), Message(handshake));
        Assert.True(Accept(handshake, capture.Rakp4, 2));

        Assert.Equal(HandshakeState.Established, handshake.State);
        Assert.Equal(capture.BmcSessionId, handshake.BmcSessionId);
        Assert.Equal(capture.Guid, handshake.SystemGuid.ToArray());
        Assert.Equal(capture.K1, handshake.Keys!.K1.ToArray());
    }

    [Fact]
    public void WriteMessage_Twice_GivesTheSameBytes()
    {
        using var handshake = Begin(Capture.Suite17);
        foreach (var (answer, tag) in new[] { (Capture.Suite17.OpenSessionResponse, 0), (Capture.Suite17.Rakp2, 1), (Capture.Suite17.Rakp4, 2) })
        {
            Assert.Equal(Message(handshake), Message(handshake));
            Assert.True(Accept(handshake, answer, tag));
        }
    }

    [Fact]
    public void Accept_Rakp2ThatDoesNotVerify_FailsAndThereIsNoRakp3()
    {
        var capture = Capture.Suite3;
        using var handshake = Begin(capture);
        Accept(handshake, capture.OpenSessionResponse, 0);

        Assert.True(Accept(handshake, With(capture.Rakp2, (60, 0)), 1));

        Assert.Equal((HandshakeState.Failed, HandshakeRefusal.Rakp2Mismatch), (handshake.State, handshake.Refusal));
        Assert.Null(handshake.Keys);
        Assert.Throws<System.Diagnostics.UnreachableException>(() => Message(handshake));
    }

    [Theory]
    [InlineData(40, "code missing")]
    [InlineData(55, "code of 15 bytes")]
    public void Accept_Rakp2WithTooShortACode_NeverVerifies(int payloadBytes, string why)
    {
        var capture = Capture.Suite3;
        using var handshake = Begin(capture);
        Accept(handshake, capture.OpenSessionResponse, 0);

        var rakp2 = With(capture.Rakp2, (Tag, 1))[16..(16 + payloadBytes)];
        Assert.True(handshake.Accept(PacketPayload.Rakp2, rakp2), why);

        Assert.Equal(HandshakeRefusal.Rakp2Mismatch, handshake.Refusal);
    }

    [Fact]
    public void Accept_Rakp4ThatDoesNotVerify_Fails()
    {
        var capture = Capture.Suite17;
        using var handshake = Begin(capture);
        Accept(handshake, capture.OpenSessionResponse, 0);
        Accept(handshake, capture.Rakp2, 1);

        Assert.True(Accept(handshake, With(capture.Rakp4, (30, 0)), 2));

        Assert.Equal((HandshakeState.Failed, HandshakeRefusal.Rakp4Mismatch), (handshake.State, handshake.Refusal));
    }

    [Fact]
    public void Accept_OtherAlgorithmsThanAsked_Fails()
    {
        // What pyghmi's server does: suite 3 whatever is asked for.
        var capture = Capture.Suite17;
        using var handshake = Begin(capture);

        Assert.True(Accept(handshake, Capture.Suite3.OpenSessionResponse, 0));

        Assert.Equal(HandshakeRefusal.OtherAlgorithms, handshake.Refusal);
    }

    [Fact]
    public void Accept_RefusalOfTwoBytes_IsRead()
    {
        // ipmi_sim answers a suite it does not have with tag and status alone.
        using var handshake = Begin(Capture.Suite17);

        Assert.True(handshake.Accept(PacketPayload.OpenSessionResponse, [0x00, 0x04]));

        Assert.Equal((HandshakeRefusal.Status, RmcpStatus.InvalidAuthentication), (handshake.Refusal, handshake.Status));
    }

    [Theory]
    [InlineData(Tag, 9, "another tag")]
    [InlineData(20, 9, "another session id")]
    public void Accept_AnswerToAnotherQuestion_IsIgnored(int offset, byte value, string why)
    {
        var capture = Capture.Suite3;
        using var handshake = Begin(capture);
        Assert.False(Accept(handshake, With(capture.OpenSessionResponse, (offset, value)), tag: null), why);
        Accept(handshake, capture.OpenSessionResponse, 0);
        Assert.False(Accept(handshake, With(With(capture.Rakp2, (Tag, 1)), (offset, value)), tag: null), why);
        Accept(handshake, capture.Rakp2, 1);
        Assert.False(Accept(handshake, With(With(capture.Rakp4, (Tag, 2)), (offset, value)), tag: null), why);

        Assert.Equal(HandshakeState.Rakp3, handshake.State);
    }

    [Fact]
    public void Accept_Rakp2AgainWhileRakp4IsAwaited_CountsOnlyWhenItIsNewAndVerifies()
    {
        var capture = Capture.Suite3;
        using var handshake = Begin(capture);
        Accept(handshake, capture.OpenSessionResponse, 0);
        Accept(handshake, capture.Rakp2, 1);
        var first = Message(handshake);
        Assert.False(Accept(handshake, capture.Rakp2, 1), "the same again");
        Assert.False(Accept(handshake, With(capture.Rakp2, (24, 0x55)), 1), "another random number, but the code does not verify");

        // A BMC that drew a new random number when RAKP 1 was repeated.
        using var password = SecretBytes.FromText(capture.Password);
        byte[] random = [.. capture.BmcRandom[..15], 0x55];
        var transcript = new RakpTranscript(capture.ConsoleSessionId, capture.BmcSessionId, capture.ConsoleRandom, random, capture.Guid, Capture.Role, capture.UserName);
        var code = new byte[20];
        RakpKeys.Rakp2Code(CipherSuite.Suite3, password, transcript, code);
        byte[] renewed = [.. capture.Rakp2[..24], .. random, .. capture.Guid, .. code];

        Assert.True(Accept(handshake, renewed, 1));
        Assert.Equal(HandshakeState.Rakp3, handshake.State);
        Assert.NotEqual(first, Message(handshake));
    }

    [Property]
    public void Accept_RandomBytes_NeverThrowsAndNeverGetsAnywhere(byte type, byte[] payload, bool tagged)
    {
        var capture = Capture.Suite3;
        using var handshake = Begin(capture);
        Accept(handshake, capture.OpenSessionResponse, 0);
        if (tagged && payload.Length > 0)
            payload[0] = 1;

        handshake.Accept((PacketPayload)(type % 0x16), payload);

        Assert.True(handshake.State is HandshakeState.Rakp1 or HandshakeState.Failed);
    }

    private static Handshake Begin(Capture capture) => new(
        new HandshakeAttempt(capture.Suite, PrivilegeLevel.Administrator, PrivilegeLevel.Administrator, NameOnly: true), capture.UserName, SecretBytes.FromText(capture.Password), null,
        new HandshakeNonces(0, capture.ConsoleSessionId, capture.ConsoleRandom));

    private static byte[] Message(Handshake handshake)
    {
        var datagram = new byte[128];
        return datagram[..handshake.WriteMessage(datagram)];
    }

    private static bool Accept(Handshake handshake, byte[] datagram, int? tag)
    {
        var bytes = tag is { } value ? With(datagram, (Tag, (byte)value)) : datagram;
        Assert.True(RmcpPacket.TryRead(bytes, out var packet));
        return handshake.Accept(packet.Type, packet.Payload);
    }

    private static byte[] With(byte[] datagram, (int Offset, byte Value) change)
    {
        var copy = datagram.ToArray();
        copy[change.Offset] = change.Value;
        return copy;
    }
}
