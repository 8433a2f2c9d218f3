using System.Text;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Interop.Tests;

/// <summary>Our engine against a BMC that somebody else wrote: OpenIPMI's ipmi_sim, cipher suite 3.</summary>
public sealed class IpmiSimTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_DefaultSuites_FallsFrom17To3AndCommandsWork()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        await using var session = await BmcSession.OpenAsync(Options(sim), Ct);

        Assert.Equal(CipherSuiteId.Suite3, session.CipherSuite);
        Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
        Assert.Equal("A123456789ABCDEFA123456789ABCDEF", Convert.ToHexString(session.SystemGuid.Span));

        var id = await session.SendAsync(new GetDeviceId(), Ct);
        Assert.Equal((2, 0, 0x002A7C, 0x0F02), (id.IpmiMajor, id.IpmiMinor, id.ManufacturerId, id.ProductId));

        var info = await session.SendAsync(new GetSessionInfo(), Ct);
        Assert.Equal(1, info.ActiveSessions);
        Assert.Equal(PrivilegeLevel.Administrator, info.Privilege);

        Assert.False((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
        await session.SendAsync(new ChassisControl(ChassisAction.PowerUp), Ct);
        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
        await session.SendAsync(new ChassisControl(ChassisAction.PowerDown), Ct);
        Assert.False((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task OpenAsync_AfterClose_TheSlotIsFreeAgain()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);

        // It has 63 slots and holds a session that was not closed for 30 s.
        for (var i = 0; i < 80; i++)
        {
            await using var session = await BmcSession.OpenAsync(Options(sim) with { CipherSuites = [CipherSuiteId.Suite3] }, Ct);
            Assert.Equal(1, (await session.SendAsync(new GetSessionInfo(), Ct)).ActiveSessions);
        }
    }

    [Fact]
    public async Task OpenAsync_WrongPassword_IsRakp2Mismatch()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        using var password = SecretBytes.FromText("wrong");

        var e = await Assert.ThrowsAsync<IpmiAuthenticationException>(() => BmcSession.OpenAsync(Options(sim) with { Password = password }, Ct));

        Assert.Equal(IpmiFailure.Rakp2Mismatch, e.Failure);
    }

    [Fact]
    public async Task OpenAsync_UnknownUser_IsUserUnknown()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);

        var e = await Assert.ThrowsAsync<IpmiAuthenticationException>(() => BmcSession.OpenAsync(Options(sim) with { UserName = "nobody" }, Ct));

        Assert.Equal(IpmiFailure.UserUnknown, e.Failure);
    }

    [Fact]
    public async Task OpenAsync_OperatorAsksForOperator_IsGrantedThat()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        using var password = SecretBytes.FromText("operpw");
        await using var session = await BmcSession.OpenAsync(Options(sim) with { UserName = "oper", Password = password, Privilege = PrivilegeLevel.Operator }, Ct);
        Assert.Equal(PrivilegeLevel.Operator, session.Privilege);
    }

    [Fact]
    public async Task OpenAsync_BmcKey_MustBeTheBmcs()
    {
        await using var sim = await IpmiSim.StartAsync(Ct, bmcKey: "the-key-of-this-bmc");
        using var right = new SecretBytes(Encoding.ASCII.GetBytes("the-key-of-this-bmc\0"));
        using var wrong = new SecretBytes(Encoding.ASCII.GetBytes("the-key-of-that-bmc\0"));

        await using (var session = await BmcSession.OpenAsync(Options(sim) with { Kg = right }, Ct))
            await session.SendAsync(new GetDeviceId(), Ct);

        var e = await Assert.ThrowsAsync<IpmiAuthenticationException>(() => BmcSession.OpenAsync(Options(sim) with { Kg = wrong }, Ct));
        Assert.Equal(IpmiFailure.Rakp4Mismatch, e.Failure);
    }

    [Fact]
    public async Task Probe_OutsideOfASession_IsAnswered()
    {
        await using var sim = await IpmiSim.StartAsync(Ct);
        var timeout = TimeSpan.FromSeconds(2);

        var pong = await BmcProbe.PingAsync(sim.EndPoint, timeout, Ct);
        var capabilities = await BmcProbe.GetAuthenticationCapabilitiesAsync(sim.EndPoint, PrivilegeLevel.Administrator, timeout, Ct);
        var suites = await BmcProbe.GetCipherSuitesAsync(sim.EndPoint, TimeSpan.FromMilliseconds(300), Ct);

        Assert.True(pong?.SupportsIpmi);
        Assert.True(capabilities.SupportsIpmi20);
        Assert.True(capabilities.NonNullUsers);
        Assert.Contains(CipherSuiteId.Suite3, suites);
        Assert.Equal(suites.Distinct(), suites);
    }

    private static BmcSessionOptions Options(IpmiSim sim) => new() { EndPoint = sim.EndPoint, UserName = "admin", Password = SecretBytes.FromText("secret") };
}
