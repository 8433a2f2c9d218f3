using FsCheck.Xunit;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Session;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Tests.Wire;

public sealed class CodecTests
{
    [Fact]
    public void SessionlessPacket_AuthenticationCapabilities_AreTheCapturedBytes()
    {
        // ipmitool 1.8.19 and ipmi_sim 2.0.33.
        var datagram = new byte[64];
        var length = SessionlessPacket.Write(datagram, new CommandCode(NetFn.App, 0x38), 0, [0x8E, 0x04]);
        Assert.Equal("0600FF07000000000000000000092018C88100388E04B5", Convert.ToHexString(datagram, 0, length));

        var answer = Convert.FromHexString("0600FF0700000000000000000010811C632000380001970403000000" + "0009");
        Assert.True(SessionlessPacket.TryRead(answer, out var message));
        Assert.Equal((0x07, 0x38, 0, CompletionCode.Ok), (message.NetFn, message.Command, message.RequestSequence, message.CompletionCode));
        var reader = new IpmiReader(message.Data);
        var capabilities = new GetChannelAuthenticationCapabilities(PrivilegeLevel.Administrator, Extended: true).Read(ref reader);
        Assert.Equal(
            new ChannelAuthenticationCapabilities(1, 0x17, SupportsIpmi20: true, SupportsIpmi15: true, KgSet: false, false, false, NonNullUsers: true, false, false),
            capabilities);

        answer[^2] ^= 1;
        Assert.False(SessionlessPacket.TryRead(answer, out _));
    }

    [Fact]
    public void AsfPing_IsTheSpecificationsAndThePongIsRead()
    {
        // Laid out after §13.2.3 and §13.2.4: ASF's enterprise number 4542 is 11BEh, most significant byte first.
        var ping = new byte[AsfPing.PingBytes];
        AsfPing.WritePing(ping, 0x42);
        Assert.Equal("0600FF06000011BE80420000", Convert.ToHexString(ping));

        var pong = Convert.FromHexString("0600FF06000011BE40420010000011BE0000000081000000000000" + "00");
        Assert.True(AsfPing.TryReadPong(pong, 0x42, out var read));
        Assert.Equal(new PresencePong(4542, SupportsIpmi: true), read);
        Assert.False(AsfPing.TryReadPong(pong, 0x43, out _));
    }

    [Theory]
    [InlineData("0600FF0706C0", "cut off")]
    [InlineData("0500FF070600000000000000000000000000", "RMCP of another version")]
    [InlineData("0600FF870600000000000000000000000000", "RMCP acknowledgement")]
    [InlineData("0600FF060600000000000000000000000000", "ASF")]
    [InlineData("0600FF0702000000000000000000000000000000", "IPMI 1.5 with MD5")]
    [InlineData("0600FF07060200000000000000000000", "OEM payload")]
    [InlineData("0600FF07060000000000000000000100", "payload longer than the datagram")]
    public void RmcpPacket_NotOurs_IsNotRead(string hex, string why) => Assert.False(RmcpPacket.TryRead(Convert.FromHexString(hex), out _), why);

    [Fact]
    public void CipherSuiteRecords_OnceEach_OemOnesLeftOut()
    {
        // Suites 3 and 17 with their algorithms, an OEM record, suite 3 again, a record cut off.
        var records = Convert.FromHexString("C003014181" + "C011034481" + "C180341200" + "0141" + "C003014181" + "C0");

        Assert.Equal([CipherSuiteId.Suite3, CipherSuiteId.Suite17], GetChannelCipherSuites.ReadRecords(records));
    }

    [Property]
    public void Decoders_RandomBytes_ThrowNothing(byte[] bytes)
    {
        byte[][] inputs = [bytes, [6, 0, 0xFF, 7, .. bytes], [6, 0, 0xFF, 7, 6, .. bytes], [6, 0, 0xFF, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes], [6, 0, 0xFF, 6, 0, 0, 0x11, 0xBE, 0x40, 1, .. bytes]];
        foreach (var input in inputs)
        {
            RmcpPacket.TryRead(input, out _);
            SessionlessPacket.TryRead(input, out _);
            LanMessage.TryReadResponse(input, out _);
            AsfPing.TryReadPong(input, 1, out _);
            OpenSession.TryReadResponse(input, out _);
            Rakp.TryReadRakp2(input, out _, out _, out _, out _);
            Rakp.TryReadRakp4(input, out _, out _);
            GetChannelCipherSuites.ReadRecords(input);
        }
    }
}
