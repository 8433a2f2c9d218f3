using Portal.BmcSim;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Session;

namespace Portal.Ipmi.Tests;

public sealed class BmcSessionCipherSuiteTests : BmcSessionFixture
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public async Task OpenAsync_EverySuite_CommandsWorkAlsoUnderLossAndDisposeFreesTheSlot(byte suite)
    {
        byte[] kg = [0, .. Enumerable.Range(1, 19).Select(i => (byte)i)];
        await using var bmc = Start(o => o with { CipherSuites = [suite], Kg = kg, Accounts = [new SimAccount("admin", "twenty-bytes-long-20", 4)] });
        var options = Only(bmc, suite) with { Password = SecretBytes.FromText("twenty-bytes-long-20"), Kg = new SecretBytes(kg), AllowWeakCipherSuites = true };
        await using (var session = await BmcSession.OpenAsync(options, Ct))
        {
            Assert.Equal((CipherSuiteId)suite, session.CipherSuite);
            Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
            Assert.Equal(2, (await session.SendAsync(new GetDeviceId(), Ct)).IpmiMajor);
            bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.1;
            for (var i = 0; i < 20; i++)
                Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
            bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0;
        }

        Assert.Equal(0, bmc.SlotsInUse);
    }

    [Theory]
    [InlineData(1, IpmiFailure.Rakp2Mismatch)]
    [InlineData(6, IpmiFailure.Rakp2Mismatch)]
    [InlineData(8, IpmiFailure.Rakp2Mismatch)]
    [InlineData(12, IpmiFailure.Rakp2Mismatch)]
    [InlineData(15, IpmiFailure.Rakp2Mismatch)]
    public async Task OpenAsync_WrongPassword_IsNoticedWhateverTheSuite(byte suite, IpmiFailure failure)
    {
        await using var bmc = Start(o => o with { CipherSuites = [suite] });

        Assert.Equal(failure, await OpenFailsAsync(Only(bmc, suite) with { AllowWeakCipherSuites = true, Password = SecretBytes.FromText("wrong") }));
    }

    [Fact]
    public async Task OpenAsync_WeakSuiteWithoutConsent_SendsNothing()
    {
        await using var bmc = Start(o => o with { CipherSuites = [2] });

        Assert.Equal(IpmiFailure.CipherSuiteRefused, await OpenFailsAsync(Only(bmc, 2)));
        Assert.Equal(0, bmc.SlotsInUse);
    }

    [Fact]
    public async Task OpenAsync_BmcWithWeakSuitesOnly_IsNeverGivenOne()
    {
        await using var bmc = Start(o => o with { CipherSuites = [0, 1, 2, 6, 7, 8, 11, 12, 15, 16] });

        var e = await Assert.ThrowsAsync<IpmiAuthenticationException>(() => BmcSession.OpenAsync(Options(bmc), Ct));

        Assert.Equal(IpmiFailure.CipherSuiteRefused, e.Failure);
        Assert.Contains("It says that it has 0, 1, 2, 6, 7, 8, 11, 12, 15, 16.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_SeveralSuitesRefused_AsksTheBmcOnceAndGoesToTheOneItHas()
    {
        await using var bmc = Start(o => o with { CipherSuites = [8] });
        var (session, transport) = await OpenRecordedAsync(Options(bmc) with
        {
            CipherSuites = [CipherSuiteId.Suite17, CipherSuiteId.Suite3, CipherSuiteId.Suite12, CipherSuiteId.Suite8],
        });
        await using var _ = session;

        Assert.Equal(CipherSuiteId.Suite8, session.CipherSuite);
        Assert.Equal(2, transport.SentTypes.Count(type => type == PacketPayload.OpenSessionRequest));
    }

    [Fact]
    public async Task OpenAsync_ListsSuitesThatItRefuses_IsTriedWithTheOthersToo()
    {
        await using var bmc = Start(o => o with { CipherSuites = [12] });
        bmc.Faults.ClaimedSuites = [3, 8, 17];

        await using var session = await BmcSession.OpenAsync(
            Options(bmc) with { CipherSuites = [CipherSuiteId.Suite17, CipherSuiteId.Suite3, CipherSuiteId.Suite8, CipherSuiteId.Suite12] }, Ct);

        Assert.Equal(CipherSuiteId.Suite12, session.CipherSuite);
    }

    [Fact]
    public async Task OpenAsync_RememberedSuite_SavesTheRefusedTry()
    {
        await using var bmc = Start(o => o with { CipherSuites = [3] });
        var (session, transport) = await OpenRecordedAsync(Options(bmc) with { RememberedCipherSuite = CipherSuiteId.Suite3 });
        await using var _ = session;

        Assert.Equal([PacketPayload.OpenSessionRequest, PacketPayload.Rakp1, PacketPayload.Rakp3, PacketPayload.Ipmi], transport.SentTypes);
    }

    [Fact]
    public async Task ActivateSolAsync_WithoutEncryption_IsRefusedHere()
    {
        await using var bmc = Start(o => o with { CipherSuites = [16] });
        await using var session = await BmcSession.OpenAsync(Only(bmc, 16) with { AllowWeakCipherSuites = true }, Ct);

        var e = await Assert.ThrowsAsync<IpmiException>(() => session.ActivateSolAsync(new Ipmi.Sol.SolOptions(), Ct));

        Assert.Equal(IpmiFailure.SolRefused, e.Failure);
        Assert.Null(bmc.SolOwner);
    }

    private static BmcSessionOptions Only(SimulatedBmc bmc, byte suite) => Options(bmc) with { CipherSuites = [(CipherSuiteId)suite] };
}
