using Portal.Ipmi.Crypto;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests.Session;

public sealed class HandshakePlanTests
{
    private static readonly CipherSuite[] s_both = [CipherSuite.Suite17, CipherSuite.Suite3];
    private static readonly CipherSuite[] s_reverse = [CipherSuite.Suite3, CipherSuite.Suite17];

    [Theory]
    [InlineData(0x04)]
    [InlineData(0x05)]
    [InlineData(0x10)]
    [InlineData(0x11)]
    public void TryNext_AlgorithmsRefused_FallsToTheNextSuiteAndThenSaysSo(byte status)
    {
        var plan = new HandshakePlan(s_both);

        Assert.True(plan.TryNext(Refused(status), repeated: false));
        Assert.Equal(CipherSuite.Suite3, plan.Attempt.Suite);
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
        Assert.Equal(CipherSuite.Suite17, plan.Attempt.Suite);
        Assert.False(plan.TryNext(Refused(second), repeated: false));

        Assert.Equal(IpmiFailure.NoSessionSlots, Explain(plan, Refused(second)).Failure);
    }

    [Fact]
    public void TryNext_UnauthorisedName_TriesOnceWithoutNameOnlyLookup()
    {
        var plan = new HandshakePlan(s_both);
        Assert.True(plan.Attempt.NameOnly);

        Assert.True(plan.TryNext(Refused(0x0D, afterOpen: true), repeated: false));
        Assert.False(plan.Attempt.NameOnly);
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
    public void TryNext_InsistsOnAnotherAllowedSuite_AsksForThat()
    {
        var plan = new HandshakePlan([CipherSuite.Suite17, CipherSuite.Find(CipherSuiteId.Suite8)!, CipherSuite.Suite3]);

        Assert.True(plan.TryNext(Insisting(), repeated: false));
        Assert.Equal(CipherSuite.Suite3, plan.Attempt.Suite);
        Assert.True(plan.TryNext(Insisting(), repeated: false));
        Assert.Equal(CipherSuiteId.Suite8, plan.Attempt.Suite.Id);
        Assert.False(plan.TryNext(Insisting(), repeated: false));
        Assert.Contains("insists on suite 3", Explain(plan, Insisting()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryNext_WithAHint_TriesWhatTheBmcListsFirstAndTheOthersAllTheSame()
    {
        var plan = new HandshakePlan([CipherSuite.Suite17, CipherSuite.Find(CipherSuiteId.Suite12)!, CipherSuite.Suite3]);
        Assert.True(plan.WantsHint(Refused(0x11)));

        plan.TakeHint([CipherSuiteId.Suite17, CipherSuiteId.Suite3, CipherSuiteId.Suite2]);

        Assert.False(plan.WantsHint(Refused(0x11)));
        Assert.True(plan.TryNext(Refused(0x11), repeated: false));
        Assert.Equal(CipherSuite.Suite3, plan.Attempt.Suite);
        Assert.True(plan.TryNext(Refused(0x11), repeated: false));
        Assert.Equal(CipherSuiteId.Suite12, plan.Attempt.Suite.Id);
        Assert.Contains("says that it has 17, 3, 2", Explain(plan, Refused(0x11)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x09)]
    [InlineData(0x0A)]
    [InlineData(0x0B)]
    [InlineData(0x12)]
    public void TryNext_OpenSessionRefusesThePrivilege_AsksForTheHighestOnce(byte status)
    {
        var plan = new HandshakePlan(s_both);
        Assert.Equal(PrivilegeLevel.Administrator, plan.Attempt.OpenPrivilege);

        Assert.True(plan.TryNext(Refused(status), repeated: false));

        Assert.Equal((PrivilegeLevel.Highest, PrivilegeLevel.Administrator), (plan.Attempt.OpenPrivilege, plan.Attempt.Privilege));
        Assert.False(plan.TryNext(Refused(status), repeated: false));
    }

    [Theory]
    [InlineData(0x09)]
    [InlineData(0x0A)]
    [InlineData(0x12)]
    public void TryNext_StepDownPrivilege_GoesDownToUserAndNoFurther(byte status)
    {
        var plan = new HandshakePlan(s_both, PrivilegeLevel.Administrator, Quirks.StepDownPrivilege);
        var seen = new List<PrivilegeLevel>();
        while (plan.TryNext(Refused(status, afterOpen: true), repeated: false))
            seen.Add(plan.Attempt.Privilege);

        Assert.Equal([PrivilegeLevel.Operator, PrivilegeLevel.User], seen);
    }

    [Theory]
    [InlineData(4, false, "xRC4")]
    [InlineData(19, true, "xRC4")]
    [InlineData(99, true, "not supported")]
    [InlineData(0, false, "asks for no password")]
    [InlineData(1, false, "neither encrypts nor protects")]
    [InlineData(2, false, "does not encrypt")]
    [InlineData(11, false, "does not encrypt")]
    public void Choose_SuiteThatIsNotToBeUsed_SaysWhy(int suite, bool allowWeak, string why)
    {
        var e = Assert.Throws<IpmiAuthenticationException>(() => CipherSuitePolicy.Choose([CipherSuiteId.Suite17, (CipherSuiteId)suite], allowWeak, null));

        Assert.Equal(IpmiFailure.CipherSuiteRefused, e.Failure);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Remembered_ComesFirstWhenItIsAllowed()
    {
        Assert.Equal([3, 17], Ids(CipherSuitePolicy.Choose([CipherSuiteId.Suite17, CipherSuiteId.Suite3], allowWeak: false, CipherSuiteId.Suite3)));
        Assert.Equal([17, 3], Ids(CipherSuitePolicy.Choose([CipherSuiteId.Suite17, CipherSuiteId.Suite3], allowWeak: false, CipherSuiteId.Suite0)));

        static int[] Ids(CipherSuite[] suites) => [.. suites.Select(suite => (int)suite.Id)];
    }

    private static IpmiException Explain(HandshakePlan plan, Handshake failed) => plan.Explain(failed, "admin", hasKg: false);

    private static Handshake Refused(byte status, bool afterOpen = false)
    {
        var handshake = new Handshake(
            new HandshakeAttempt(CipherSuite.Suite3, PrivilegeLevel.Administrator, PrivilegeLevel.Administrator, NameOnly: true), "admin"u8, SecretBytes.FromText("secret"), null, new HandshakeNonces(0, 0xA0A2A3A4, new byte[16]));
        if (afterOpen)
            Assert.True(handshake.Accept(PacketPayload.OpenSessionResponse, Portal.Ipmi.Tests.Crypto.Capture.Suite3.OpenSessionResponse.AsSpan(16)));
        Assert.True(handshake.Accept(afterOpen ? PacketPayload.Rakp2 : PacketPayload.OpenSessionResponse, [(byte)(afterOpen ? 1 : 0), status]));
        return handshake;
    }

    private static Handshake Insisting()
    {
        var handshake = new Handshake(
            new HandshakeAttempt(CipherSuite.Suite17, PrivilegeLevel.Administrator, PrivilegeLevel.Administrator, NameOnly: true), "admin"u8, SecretBytes.FromText("secret"), null,
            new HandshakeNonces(0, 0xA0A2A3A4, new byte[16]));
        Assert.True(handshake.Accept(PacketPayload.OpenSessionResponse, Portal.Ipmi.Tests.Crypto.Capture.Suite3.OpenSessionResponse.AsSpan(16)));
        return handshake;
    }
}
