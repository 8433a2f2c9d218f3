using Portal.BmcSim;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Tests.Transport;

namespace Portal.Ipmi.Tests;

public sealed class BmcSessionIpmi15Tests : BmcSessionFixture
{
    private const byte App = 0x06;

    [Theory]
    [InlineData(AuthenticationType.None)]
    [InlineData(AuthenticationType.Md2)]
    [InlineData(AuthenticationType.Md5)]
    [InlineData(AuthenticationType.StraightPassword)]
    public async Task OpenAsync_EveryType_CommandsWorkAlsoUnderLossAndDisposeFreesTheSlot(AuthenticationType type)
    {
        await using var bmc = Start15();
        await using (var session = await BmcSession.OpenAsync(Options15(bmc, type), Ct))
        {
            Assert.Equal((type, null), (session.Ipmi15Authentication, session.CipherSuite));
            Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
            bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.1;
            for (var i = 0; i < 20; i++)
                Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
            bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0;
            Assert.Equal(1, bmc.SessionCount);
        }

        Assert.Equal(0, bmc.SlotsInUse);
    }

    [Fact]
    public async Task OpenAsync_SeveralTypes_TakesTheFirstThatTheBmcOffers()
    {
        await using var bmc = Start15(1, 4);
        await using var session = await BmcSession.OpenAsync(Options15(bmc, AuthenticationType.Md5, AuthenticationType.Md2, AuthenticationType.StraightPassword), Ct);

        Assert.Equal(AuthenticationType.Md2, session.Ipmi15Authentication);
    }

    [Fact]
    public async Task OpenAsync_UnderLoss_Succeeds()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 20), new ParallelOptions { MaxDegreeOfParallelism = 10, CancellationToken = Ct }, async (seed, ct) =>
        {
            await using var bmc = Start(o => o with { Seed = seed, Ipmi15 = [2] });
            bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.1;
            await using var session = await BmcSession.OpenAsync(Options15(bmc, AuthenticationType.Md5), ct);
            Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
        });
    }

    [Fact]
    public async Task OpenAsync_NotAskedFor_IsNeverOfIpmi15()
    {
        await using var bmc = Start(o => o with { Ipmi15 = [0, 1, 2, 4], CipherSuites = [0] });

        Assert.Equal(IpmiFailure.CipherSuiteRefused, await OpenFailsAsync(Options(bmc)));
    }

    [Fact]
    public async Task OpenAsync_NoneOfTheTypesOffered_SaysSo()
    {
        await using var bmc = Start15(4);

        Assert.Equal(IpmiFailure.CipherSuiteRefused, await OpenFailsAsync(Options15(bmc, AuthenticationType.Md5)));
    }

    [Fact]
    public async Task OpenAsync_WrongPassword_IsTriedThreeTimesAtMostAndExplained()
    {
        await using var bmc = Start15();
        RecordingTransport? transport = null;

        var e = await Assert.ThrowsAsync<IpmiTimeoutException>(() => BmcSession.OpenAsync(
            Options15(bmc, AuthenticationType.Md5) with { Password = SecretBytes.FromText("wrong"), OpenTimeout = TimeSpan.FromSeconds(1) },
            endPoint => transport = new RecordingTransport(endPoint), Ct));

        Assert.Contains("wrong password", e.Message, StringComparison.Ordinal);
        Assert.InRange(transport!.Sent.Count(datagram => datagram[4] == (byte)AuthenticationType.Md5), 1, 3);
    }

    [Theory]
    [InlineData(0x81, IpmiFailure.NoSessionSlots)]
    [InlineData(0x82, IpmiFailure.NoSessionSlots)]
    [InlineData(0x86, IpmiFailure.PrivilegeRefused)]
    [InlineData(0xCC, IpmiFailure.HandshakeRefused)]
    public async Task OpenAsync_ActivateSessionRefused_NamesTheFailure(byte code, IpmiFailure failure)
    {
        await using var bmc = Start15();
        bmc.Faults.CompletionCodes[(App, 0x3A)] = code;

        Assert.Equal(failure, await OpenFailsAsync(Options15(bmc, AuthenticationType.Md5)));
    }

    [Fact]
    public async Task OpenAsync_UserUnknownOrTooLowOrNoSlot_NamesTheFailure()
    {
        await using var bmc = Start(o => o with { Ipmi15 = [2], SessionSlots = 1 });
        var options = Options15(bmc, AuthenticationType.Md5);

        Assert.Equal(IpmiFailure.UserUnknown, await OpenFailsAsync(options with { UserName = "nobody" }));
        Assert.Equal(IpmiFailure.UserUnknown, await OpenFailsAsync(options with { UserName = "" }));
        Assert.Equal(IpmiFailure.PrivilegeRefused, await OpenFailsAsync(options with { UserName = "operator" }));
        await using var session = await BmcSession.OpenAsync(options, Ct);
        Assert.Equal(IpmiFailure.NoSessionSlots, await OpenFailsAsync(options));
    }

    [Fact]
    public async Task OpenAsync_PasswordOfMoreThan16Bytes_IsRefusedBeforeAnythingIsSent()
    {
        await using var bmc = Start15();

        await Assert.ThrowsAsync<ArgumentException>(() => BmcSession.OpenAsync(Options15(bmc, AuthenticationType.Md5) with { Password = SecretBytes.FromText("seventeen-bytes-1") }, Ct));
    }

    [Fact]
    public async Task OpenAsync_PerMessageAuthenticationOff_TakesUnsignedAnswersAndSignsAllTheSame()
    {
        await using var bmc = Start15();
        await using (var administrator = await BmcSession.OpenAsync(Options(bmc), Ct))
        {
            // Set Channel Access: per-message authentication off, always available, in force now.
            await administrator.SendAsync(new Ipmi.Commands.RawCommand(NetFn.App, 0x40, new byte[] { 0x01, 0x80 | 0x10 | 0x02, 0x00 }), Ct);
        }

        var (session, transport) = await OpenRecordedAsync(Options15(bmc, AuthenticationType.Md5));
        await using var _ = session;
        await session.SendAsync(new GetDeviceId(), Ct);

        Assert.Equal((byte)AuthenticationType.Md5, transport.Sent.Last()[4]);
        Assert.Equal((byte)AuthenticationType.None, transport.Received.Last()[4]);
    }

    [Fact]
    public async Task OpenAsync_AnswersWithWrongCodes_IsTakenOnlyWithTheFlag()
    {
        // Xyratex, OCP Windmill.
        await using var bmc = Start15();
        bmc.Faults.WrongCodes15 = true;
        var options = Options15(bmc, AuthenticationType.Md5);

        Assert.Equal(IpmiFailure.Rakp2Mismatch, await OpenFailsAsync(options));
        await using var session = await BmcSession.OpenAsync(options with { Quirks = Quirks.UnverifiedAnswers15 }, Ct);
        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task OpenAsync_AnswersWithSessionIdZero_IsTaken()
    {
        // Tyan S2882.
        await using var bmc = Start15();
        bmc.Faults.SessionIdZero = true;

        await using var session = await BmcSession.OpenAsync(Options15(bmc, AuthenticationType.Md5), Ct);

        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task ActivateSolAsync_Always_IsRefusedHere()
    {
        await using var bmc = Start15();
        await using var session = await BmcSession.OpenAsync(Options15(bmc, AuthenticationType.Md5), Ct);

        Assert.Equal(IpmiFailure.SolRefused, (await Assert.ThrowsAsync<IpmiException>(() => session.ActivateSolAsync(new Ipmi.Sol.SolOptions(), Ct))).Failure);
    }

    private static SimulatedBmc Start15(params byte[] types) => Start(o => o with { Ipmi15 = types.Length == 0 ? [0, 1, 2, 4] : types });

    private static BmcSessionOptions Options15(SimulatedBmc bmc, params AuthenticationType[] types) => Options(bmc) with { Ipmi15 = types };
}
