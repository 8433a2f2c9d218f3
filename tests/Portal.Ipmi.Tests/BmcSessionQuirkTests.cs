using Portal.BmcSim;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tests;

/// <summary>What real BMCs do to sessions, reproduced by faults of the simulator: each is survived, by itself or with its flag.</summary>
public sealed class BmcSessionQuirkTests : BmcSessionFixture
{
    /// <summary>Recognised without a flag.</summary>
    public static TheoryData<string, Action<SimFaults>> Recognised => new()
    {
        { "ipmi_sim, OpenBMC: Open Session grants level 0", faults => faults.OpenSessionGrantsNothing = true },
        { "Sun X4150, Supermicro X8DT, Intel S5500: keys made with the level of Open Session", faults => faults.KeysFromOpenSession = true },
        { "Open Session takes level 0 only", faults => faults.OpenSessionWantsHighest = true },
        { "pyghmi's server: suite 3 whatever is asked", faults => faults.InsistsOnSuite = 3 },
        { "Sun ILOM: code of RAKP 2 cut to 16 bytes", faults => faults.ShortKeyExchangeCode = true },
        { "Supermicro H8QME: RAKP 2 too long by one", faults => faults.LongRakp2 = true },
        { "Supermicro X9: wrong checksums", faults => faults.WrongChecksums = true },
        { "ASRock: sequence numbers skipped", faults => faults.SequenceStep = 2 },
        { "Tyan S2882: session id 0", faults => faults.SessionIdZero = true },
        { "no look-up by name alone", faults => faults.NoNameOnlyLookup = true },
    };

    [Theory]
    [MemberData(nameof(Recognised), DisableDiscoveryEnumeration = true)]
    public async Task OpenAsync_RecognisedDeparture_IsSurvived(string who, Action<SimFaults> fault)
    {
        await using var bmc = Start();
        fault(bmc.Faults);

        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        for (var i = 0; i < 40; i++)
            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn, who);
        Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
    }

    [Fact]
    public async Task OpenAsync_StrayCheckValueInRakp4_MeansNothing()
    {
        // Supermicro X8DTG and Intel S5500 with suite 0.
        await using var bmc = Start(o => o with { CipherSuites = [0] });
        bmc.Faults.StrayCheckValue = true;

        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CipherSuites = [CipherSuiteId.Suite0], AllowWeakCipherSuites = true }, Ct);

        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task OpenAsync_OutOfSlotsForEverySuiteBut17_Tries17()
    {
        // Intel M50CYP.
        await using var bmc = Start(o => o with { CipherSuites = [17] });
        bmc.Faults.SuiteRefusal = 0x01;

        await using var session = await BmcSession.OpenAsync(Options(bmc) with { RememberedCipherSuite = CipherSuiteId.Suite3 }, Ct);

        Assert.Equal(CipherSuiteId.Suite17, session.CipherSuite);
        Assert.Equal(IpmiFailure.NoSessionSlots, await OpenFailsAsync(Options(bmc) with { CipherSuites = [CipherSuiteId.Suite3] }));
    }

    [Theory]
    [InlineData(0x09)]
    [InlineData(0x0A)]
    [InlineData(0x0D)]
    [InlineData(0x12)]
    public async Task OpenAsync_ExactPrivilegeOnly_TakesStepDownPrivilege(byte status)
    {
        // Tyan, Xyratex.
        await using var bmc = Start();
        bmc.Faults.ExactPrivilegeStatus = status;
        var options = Options(bmc) with { UserName = "user" };

        await Assert.ThrowsAsync<IpmiAuthenticationException>(() => BmcSession.OpenAsync(options, Ct));
        await using var session = await BmcSession.OpenAsync(options with { Quirks = Quirks.StepDownPrivilege }, Ct);

        Assert.Equal(PrivilegeLevel.User, session.Privilege);
    }

    [Fact]
    public async Task OpenAsync_SetSessionPrivilegeRefusedAtAnyLevel_StaysUserWithStepDownPrivilege()
    {
        await using var bmc = Start();
        bmc.Faults.CompletionCodes[(0x06, 0x3B)] = 0x81;

        await using var session = await BmcSession.OpenAsync(Options(bmc) with { Quirks = Quirks.StepDownPrivilege }, Ct);

        Assert.Equal(PrivilegeLevel.User, session.Privilege);
    }

    [Fact]
    public async Task OpenAsync_PasswordKeptAs16Bytes_TakesPasswordOf16Bytes()
    {
        await using var bmc = Start(o => o with { Accounts = [new SimAccount("admin", "twenty-bytes-long-20", 4)] });
        bmc.Faults.PasswordBytesKept = 16;
        var options = Options(bmc) with { Password = SecretBytes.FromText("twenty-bytes-long-20") };

        Assert.Equal(IpmiFailure.Rakp2Mismatch, await OpenFailsAsync(options));
        await using var session = await BmcSession.OpenAsync(options with { Quirks = Quirks.PasswordOf16Bytes }, Ct);
        await session.SendAsync(new GetDeviceId(), Ct);
    }

    [Theory]
    [InlineData(Quirks.HighestPrivilegeInOpenSession)]
    [InlineData(Quirks.NoNameOnlyLookup)]
    public async Task OpenAsync_WithTheFlag_SavesTheRefusedTry(Quirks quirk)
    {
        await using var bmc = Start();
        bmc.Faults.OpenSessionWantsHighest = quirk == Quirks.HighestPrivilegeInOpenSession;
        bmc.Faults.NoNameOnlyLookup = quirk == Quirks.NoNameOnlyLookup;
        var (session, transport) = await OpenRecordedAsync(Options(bmc) with { Quirks = quirk });
        await using var _ = session;

        Assert.Equal(4, transport.Sent.Count);
    }

    [Fact]
    public async Task SendAsync_LinkDownAfterAPowerChange_TheSessionOutlastsIt()
    {
        // NC-SI: without patience three commands of 50 ms would end the session long before the link is back.
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(50), KeepAlive = TimeSpan.FromSeconds(20) }, Ct);
        bmc.Faults.LinkDownAfterPowerChange = TimeSpan.FromMilliseconds(600);
        await session.SendAsync(new ChassisControl(ChassisAction.PowerDown), Ct);

        var inVain = 0;
        while (true)
        {
            try
            {
                Assert.False((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
                break;
            }
            catch (IpmiTimeoutException)
            {
                inVain++;
            }
        }

        Assert.True(inVain > 3, $"{inVain} commands came to nothing.");
        Assert.False(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task RaisePrivilegeWhenNeeded_UserCommandsFirst_AsksOnlyWhenACommandNeedsMore()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { RaisePrivilegeWhenNeeded = true }, Ct);
        await session.SendAsync(new GetChassisStatus(), Ct);
        Assert.Equal(PrivilegeLevel.User, session.Privilege);
        Assert.DoesNotContain(bmc.Ledger, entry => entry.Command == 0x3B);

        await session.SendAsync(new ChassisControl(ChassisAction.PowerDown), Ct);
        await session.SendAsync(new GetChassisStatus(), Ct);

        Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
        Assert.Single(bmc.Ledger, entry => entry.Command == 0x3B);
        Assert.Single(bmc.Ledger, entry => entry is { NetFn: 0, Command: 0x02 });
        Assert.False(bmc.IsOn);
    }

    [Fact]
    public async Task RaisePrivilegeWhenNeeded_BmcWantsMoreThanTheSpecification_RaisesAndAsksAgain()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { RaisePrivilegeWhenNeeded = true }, Ct);
        bmc.Faults.CompletionCodes[(0x00, 0x01)] = 0xD4;

        await Assert.ThrowsAsync<IpmiCommandException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());

        Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
        Assert.Single(bmc.Ledger, entry => entry.Command == 0x3B);
    }

    [Fact]
    public async Task RaisePrivilegeWhenNeeded_UserMayNot_SaysSoAndLeavesTheSessionUsable()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { RaisePrivilegeWhenNeeded = true }, Ct);
        bmc.Faults.CompletionCodes[(0x06, 0x3B)] = 0x80;

        var e = await Assert.ThrowsAsync<IpmiAuthenticationException>(() => session.SendAsync(new ChassisControl(ChassisAction.PowerDown), Ct).AsTask());

        Assert.Equal(IpmiFailure.PrivilegeRefused, e.Failure);
        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }
}
