using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Session;

public sealed class HandshakePlanTests
{
    private static readonly CipherSuiteId[] s_both = [CipherSuiteId.Suite17, CipherSuiteId.Suite3];
    private static readonly CipherSuiteId[] s_reverse = [CipherSuiteId.Suite3, CipherSuiteId.Suite17];

    [Theory]
    [InlineData(0x04)]
    [InlineData(0x05)]
    [InlineData(0x10)]
    [InlineData(0x11)]
    public void TryNext_AlgorithmsRefused_FallsToTheNextSuiteAndThenSaysSo(byte status)
    {
        var plan = new HandshakePlan(s_both);

        Assert.True(plan.TryNext(Refused(status), repeated: false));
        Assert.Equal(CipherSuite.Suite3, plan.Suite);
        Assert.False(plan.TryNext(Refused(status), repeated: false));
        Assert.Equal(IpmiFailure.CipherSuiteRefused, Explain(plan, Refused(status)).Failure);
    }

    [Fact]
    public void TryNext_NoSlotsAskedWith17_NeverFallsToAWeakerSuite()
    {
        var plan = new HandshakePlan(s_both);

        Assert.False(plan.TryNext(Refused(0x01), repeated: false));

        Assert.Equal(IpmiFailure.NoSessionSlots, Explain(plan, Refused(0x01)).Failure);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x11)]
    public void TryNext_NoSlotsAskedWith3_Tries17OnceAndThenReportsNoSlots(byte second)
    {
        // Intel M50CYP has only suite 17 and answers 01h to every other.
        var plan = new HandshakePlan(s_reverse);

        Assert.True(plan.TryNext(Refused(0x01), repeated: false));
        Assert.Equal(CipherSuite.Suite17, plan.Suite);
        Assert.False(plan.TryNext(Refused(second), repeated: false));

        Assert.Equal(IpmiFailure.NoSessionSlots, Explain(plan, Refused(second)).Failure);
    }

    [Fact]
    public void TryNext_UnauthorisedName_TriesOnceWithoutNameOnlyLookup()
    {
        var plan = new HandshakePlan(s_both);
        Assert.True(plan.NameOnly);

        Assert.True(plan.TryNext(Refused(0x0D, afterOpen: true), repeated: false));
        Assert.False(plan.NameOnly);
        Assert.False(plan.TryNext(Refused(0x0D, afterOpen: true), repeated: false));

        Assert.Equal(IpmiFailure.UserUnknown, Explain(plan, Refused(0x0D, afterOpen: true)).Failure);
    }

    [Theory]
    [InlineData(0x09, IpmiFailure.PrivilegeRefused)]
    [InlineData(0x0A, IpmiFailure.PrivilegeRefused)]
    [InlineData(0x0B, IpmiFailure.NoSessionSlots)]
    [InlineData(0x0C, IpmiFailure.HandshakeRefused)]
    [InlineData(0x12, IpmiFailure.HandshakeRefused)]
    [InlineData(0xEE, IpmiFailure.HandshakeRefused)]
    public void Explain_Status_NamesItsFailure(byte status, IpmiFailure failure)
    {
        var plan = new HandshakePlan(s_both);

        Assert.False(plan.TryNext(Refused(status, afterOpen: true), repeated: false));

        var e = Assert.IsType<IpmiAuthenticationException>(Explain(plan, Refused(status, afterOpen: true)));
        Assert.Equal((failure, status), (e.Failure, e.StatusCode));
    }

    [Fact]
    public void TryNext_LostStateAfterARepeatedMessage_BeginsAnewTwiceAtMost()
    {
        var plan = new HandshakePlan(s_both);

        Assert.False(plan.TryNext(Refused(0x02, afterOpen: true), repeated: false));
        Assert.True(plan.TryNext(Refused(0x02, afterOpen: true), repeated: true));
        Assert.True(plan.TryNext(Refused(0x0F, afterOpen: true), repeated: true));
        Assert.False(plan.TryNext(Refused(0x02, afterOpen: true), repeated: true));
    }

    [Fact]
    public void New_SuiteThatIsNotSupported_IsRefused()
    {
        var e = Assert.Throws<IpmiAuthenticationException>(() => new HandshakePlan([0]));

        Assert.Equal(IpmiFailure.CipherSuiteRefused, e.Failure);
    }

    private static IpmiException Explain(HandshakePlan plan, Handshake failed) => plan.Explain(failed, "admin", hasKg: false, PrivilegeLevel.Administrator);

    private static Handshake Refused(byte status, bool afterOpen = false)
    {
        var handshake = new Handshake(
            CipherSuite.Suite3, PrivilegeLevel.Administrator, nameOnly: true, "admin"u8, SecretBytes.FromText("secret"), null, new HandshakeNonces(0, 0xA0A2A3A4, new byte[16]));
        if (afterOpen)
            Assert.True(handshake.Accept(PacketPayload.OpenSessionResponse, Portal.Ipmi.Tests.Crypto.Capture.Suite3.OpenSessionResponse.AsSpan(16)));
        Assert.True(handshake.Accept(afterOpen ? PacketPayload.Rakp2 : PacketPayload.OpenSessionResponse, [(byte)(afterOpen ? 1 : 0), status]));
        return handshake;
    }
}
