using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Interop.Tests;

/// <summary>
/// Our sessions against OpenIPMI's ipmi_sim: the cipher suites of its that work (7 and 8 take the password for K1, 12 cuts a constant, 15
/// to 17 are missing) and IPMI 1.5.
/// </summary>
public sealed class IpmiSimSessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_EverySuiteItHas_LogsInAndCommands()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        foreach (var suite in (CipherSuiteId[])[CipherSuiteId.Suite0, CipherSuiteId.Suite1, CipherSuiteId.Suite2, CipherSuiteId.Suite3, CipherSuiteId.Suite6, CipherSuiteId.Suite11])
        {
            await using var session = await BmcSession.OpenAsync(Options(sim) with { CipherSuites = [suite], AllowWeakCipherSuites = true }, Ct);

            Assert.Equal((suite, PrivilegeLevel.Administrator), (session.CipherSuite, session.Privilege));
            Assert.Equal(0x0F02, (await session.SendAsync(new GetDeviceId(), Ct)).ProductId);
            Assert.Equal(1, (await session.SendAsync(new GetSessionInfo(), Ct)).ActiveSessions);
        }
    }

    [Fact]
    public async Task OpenAsync_EveryTypeOfIpmi15_LogsInAndCommands()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        foreach (var type in (AuthenticationType[])[AuthenticationType.None, AuthenticationType.Md2, AuthenticationType.Md5, AuthenticationType.StraightPassword])
        {
            await using var session = await BmcSession.OpenAsync(Options(sim) with { Ipmi15 = [type] }, Ct);

            Assert.Equal((type, PrivilegeLevel.Administrator), (session.Ipmi15Authentication, session.Privilege));
            Assert.Equal(0x0F02, (await session.SendAsync(new GetDeviceId(), Ct)).ProductId);
            for (var i = 0; i < 20; i++)
                await session.SendAsync(new GetChassisStatus(), Ct);
            Assert.Equal(1, (await session.SendAsync(new GetSessionInfo(), Ct)).ActiveSessions);
        }
    }

    [Theory]
    [InlineData(AuthenticationType.Md2)]
    [InlineData(AuthenticationType.Md5)]
    [InlineData(AuthenticationType.StraightPassword)]
    public async Task OpenAsync_WrongPasswordOverIpmi15_IsKeptOut(AuthenticationType type)
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        using var password = SecretBytes.FromText("wrong");

        var e = await Assert.ThrowsAnyAsync<IpmiException>(() => BmcSession.OpenAsync(
            Options(sim) with { Ipmi15 = [type], Password = password, OpenTimeout = TimeSpan.FromSeconds(2) }, Ct));

        Assert.Contains("password", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RaisePrivilegeWhenNeeded_PowerControl_RaisesOnItsWay()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        await using var session = await BmcSession.OpenAsync(Options(sim) with { RaisePrivilegeWhenNeeded = true }, Ct);
        Assert.False((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
        Assert.Equal(PrivilegeLevel.User, session.Privilege);

        await session.SendAsync(new ChassisControl(ChassisAction.PowerUp), Ct);

        Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    private static BmcSessionOptions Options(IpmiSim sim) => new() { EndPoint = sim.EndPoint, UserName = "admin", Password = SecretBytes.FromText("secret") };
}
