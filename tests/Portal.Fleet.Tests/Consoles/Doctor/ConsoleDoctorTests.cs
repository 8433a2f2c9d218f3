using System.Net;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Tests.Consoles.Doctor;

/// <summary>A BMC with something wrong: the doctor finds it, mends it, and the console is live.</summary>
public class ConsoleDoctorTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Well_NothingIsFound_AndItIsAudited()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await AddAsync(portal, bmc);
        await portal.WaitLiveAsync(server);
        await bmc.PrintAsync("[    0.000000] Linux version 6.12\r\nCommand line: console=ttyS0,115200\r\nsim login: "u8.ToArray(), Ct);
        await portal.WaitAsync(server, status => status.LastLine?.Contains("login", StringComparison.Ordinal) == true);

        var findings = await ExamineAsync(handle);

        Assert.Equal(Enum.GetValues<DoctorCheck>()[..^1], findings.Select(finding => finding.Check));
        Assert.DoesNotContain(findings, finding => finding.Verdict is DoctorVerdict.Failed or DoctorVerdict.Warning);
        Assert.Equal(DoctorSaying.RateAgrees, findings.Single(finding => finding.Check == DoctorCheck.BitRate).Saying);
        Assert.Equal(DoctorSaying.LoginSeen, findings.Single(finding => finding.Check == DoctorCheck.Login).Saying);
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("console.doctor")).Select(entry => entry.Outcome));
        Assert.Equal(1, bmc.SessionCount);
    }

    [Fact]
    public async Task SolDisabled_FoundMendedReadBack_AndTheConsoleIsLive()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await ConfigureAsync(bmc, (session, channel) => new SolConfigurator(session, channel).ApplyAsync(new SolChange { Enabled = false }, Ct));
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await AddAsync(portal, bmc);
        await portal.WaitAsync(server, status => status.Console == ConsoleLineState.Refused);

        var main = DoctorConclusion.Of(await ExamineAsync(handle))!;
        Assert.Equal((DoctorSaying.SolOff, DoctorFixKind.EnableSol), (main.Saying, main.Fix?.Kind));
        var repair = await handle.RepairConsoleAsync(main.Fix!, Ct);

        Assert.True(repair.Done, repair.Detail);
        Assert.Equal(ConsoleLineState.Live, portal.Board.Get(server).Console);
        Assert.Equal(DoctorSaying.SolOn, (await ExamineAsync(handle)).Single(finding => finding.Check == DoctorCheck.SolEnabled).Saying);
        Assert.Equal([("intent", "EnableSol"), ("ok", null)], (await portal.AuditAsync("console.repair")).Select(entry => (entry.Outcome, entry.Detail)));
    }

    [Fact]
    public async Task NoPayloadAccess_FoundAndGranted()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await ConfigureAsync(bmc, async (session, channel) =>
        {
            var own = await session.SendAsync(new GetSessionInfo(), Ct);
            await session.SendAsync(new SetUserPayloadAccess(channel, own.UserId!.Value, Enable: false, UserPayloadAccess.SolOnly), Ct);
        });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await AddAsync(portal, bmc);
        await portal.WaitAsync(server, status => status.Console == ConsoleLineState.Refused);

        var main = DoctorConclusion.Of(await ExamineAsync(handle))!;
        Assert.Equal(DoctorSaying.PayloadForbidden, main.Saying);
        Assert.True((await handle.RepairConsoleAsync(main.Fix!, Ct)).Done);
        Assert.Equal(ConsoleLineState.Live, portal.Board.Get(server).Console);
    }

    [Fact]
    public async Task WrongBitRate_FoundByWhatTheKernelSaid_AndSet()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await ConfigureAsync(bmc, (session, channel) => new SolConfigurator(session, channel).ApplyAsync(new SolChange { BitRate = SerialBitRate.Bps9600 }, Ct));
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await AddAsync(portal, bmc);
        await portal.WaitLiveAsync(server);
        await bmc.PrintAsync("Command line: console=ttyS0,115200\r\nok\r\n"u8.ToArray(), Ct);
        await portal.WaitAsync(server, status => status.LastLine == "ok");

        var rate = (await ExamineAsync(handle)).Single(finding => finding.Check == DoctorCheck.BitRate);
        Assert.Equal((DoctorVerdict.Warning, DoctorSaying.RateKernel, new DoctorFix(DoctorFixKind.SetBitRate, 115200)), (rate.Verdict, rate.Saying, rate.Fix));
        Assert.True((await handle.RepairConsoleAsync(rate.Fix!, Ct)).Done);
        Assert.Equal(DoctorSaying.RateAgrees, (await ExamineAsync(handle)).Single(finding => finding.Check == DoctorCheck.BitRate).Saying);
    }

    [Fact]
    public async Task HeldByOther_AdministratorSeesFromWhere_OthersDoNot()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var stranger = await BmcSession.OpenAsync(Options(bmc) with { UserName = "operator", Privilege = PrivilegeLevel.Operator }, Ct);
        await using var line = await stranger.ActivateSolAsync(new SolOptions(), Ct);
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await AddAsync(portal, bmc);
        await portal.WaitAsync(server, status => status.Console == ConsoleLineState.HeldByOther);

        var main = DoctorConclusion.Of(await ExamineAsync(handle))!;
        Assert.Equal((DoctorSaying.LineHeldFrom, null), (main.Saying, main.Fix));
        Assert.Equal(["127.0.0.1", PrivilegeLevel.Operator], main.Arguments);

        var tenant = await portal.OpenAsync(server, await portal.AddUserAsync("tenant", Role.Operator, server));
        var seen = DoctorConclusion.Of(await ExamineAsync(tenant))!;
        Assert.Equal((DoctorSaying.LineHeld, 0), (seen.Saying, seen.Arguments.Count));
    }

    [Fact]
    public async Task HostOff_FoundAndPoweredOn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { PoweredOn = false, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await AddAsync(portal, bmc);
        await portal.WaitLiveAsync(server);

        var main = DoctorConclusion.Of(await ExamineAsync(handle))!;
        Assert.Equal((DoctorSaying.PowerOff, DoctorFixKind.PowerOn), (main.Saying, main.Fix?.Kind));
        Assert.True((await handle.RepairConsoleAsync(main.Fix!, Ct)).Done);
        await portal.WaitAsync(server, status => status.Operation is { State: PowerOperationState.Confirmed } && status.LastLine?.Contains("login:", StringComparison.Ordinal) == true);

        var after = await ExamineAsync(handle);
        Assert.Equal(DoctorSaying.PrintedSincePowerOn, after.Single(finding => finding.Check == DoctorCheck.SincePowerOn).Saying);
        Assert.Equal(DoctorSaying.LoginSeen, after.Single(finding => finding.Check == DoctorCheck.Login).Saying);
    }

    [Fact]
    public async Task PolicyOff_FoundAndHeldAgain()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await AddAsync(portal, bmc);
        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.Off }, Ct);
        await portal.WaitAsync(server, status => status.Console == ConsoleLineState.Off);

        var main = DoctorConclusion.Of(await ExamineAsync(handle))!;
        Assert.Equal(DoctorSaying.PolicyOff, main.Saying);
        await handle.RepairConsoleAsync(main.Fix!, Ct);
        await portal.WaitAsync(server, status => status.Console == ConsoleLineState.Live);
    }

    [Fact]
    public async Task Silent_BmcIsTheFinding_AndNothingElseIsGuessed()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        bmc.Faults.Silent = true;
        await using var portal = await TestPortal.StartAsync(TestPortal.Quick with { OpenTimeout = TimeSpan.FromSeconds(1) });
        var (server, handle) = await AddAsync(portal, bmc);
        await portal.WaitAsync(server, status => status.Problem == BmcProblem.NoAnswer);

        var findings = await ExamineAsync(handle);
        Assert.Equal((DoctorSaying.SessionDown, DoctorFixKind.Reconnect), (findings[0].Saying, findings[0].Fix?.Kind));
        Assert.Single(findings, finding => finding.Verdict == DoctorVerdict.Failed);
        Assert.All(findings.Skip(3).Take(6), finding => Assert.Equal(DoctorVerdict.NotKnown, finding.Verdict));
        var repair = await handle.RepairConsoleAsync(new DoctorFix(DoctorFixKind.EnableSol), Ct);
        Assert.Equal((false, BmcProblem.NoAnswer), (repair.Done, repair.Problem));
        Assert.Equal(["intent", "failed"], (await portal.AuditAsync("console.repair")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Rights_EachVerbNeedsItsOwn_AndRefusalsLookLikeNotFound()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var (server, _) = await AddAsync(portal, bmc);
        await portal.WaitLiveAsync(server);
        var viewer = await portal.OpenAsync(server, await portal.AddUserAsync("viewer", Role.Viewer, server));
        var @operator = await portal.OpenAsync(server, await portal.AddUserAsync("operator", Role.Operator, server));

        Assert.All(await ExamineAsync(viewer), finding => Assert.Null(finding.Fix));
        await Assert.ThrowsAsync<NotFoundException>(() => viewer.ProbeConsoleAsync(isBreak: false, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => viewer.RepairConsoleAsync(new DoctorFix(DoctorFixKind.Reconnect), Ct));
        foreach (var kind in (DoctorFixKind[])[DoctorFixKind.EnableSol, DoctorFixKind.GrantPayload, DoctorFixKind.SetBitRate, DoctorFixKind.LowerSolPrivilege, DoctorFixKind.SetTiming, DoctorFixKind.HoldAlways])
            await Assert.ThrowsAsync<NotFoundException>(() => @operator.RepairConsoleAsync(new DoctorFix(kind, 9600), Ct));
        Assert.DoesNotContain(bmc.Ledger, entry => entry is { NetFn: 0x0C, Command: 0x21 } or { NetFn: 0x06, Command: 0x4C });
        Assert.Empty(await portal.AuditAsync("console.repair"));
    }

    [Fact]
    public async Task Probe_HostAnswersOrStaysSilent()
    {
        await using var echo = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo, BootPace = 0 });
        await using var off = SimulatedBmc.Start(new SimulatedBmcOptions { PoweredOn = false, BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var (answers, handle) = await AddAsync(portal, echo);
        var silent = (await portal.AddAsync(off, "off")).Id;
        await portal.WaitLiveAsync(answers);
        await portal.WaitLiveAsync(silent);

        var heard = await handle.ProbeConsoleAsync(isBreak: false, Ct);
        Assert.Equal((DoctorVerdict.Ok, DoctorSaying.ProbeAnswered), (heard.Verdict, heard.Saying));
        Assert.Equal(DoctorSaying.ProbeBreakTaken, (await handle.ProbeConsoleAsync(isBreak: true, Ct)).Saying);
        Assert.Equal(1, echo.Breaks);
        var nothing = await (await portal.OpenAsync(silent)).ProbeConsoleAsync(isBreak: false, Ct);
        Assert.Equal((DoctorVerdict.Warning, DoctorSaying.ProbeSilent), (nothing.Verdict, nothing.Saying));
        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.Off }, Ct);
        await portal.WaitAsync(answers, status => status.Console == ConsoleLineState.Off);
        Assert.Equal(DoctorSaying.ProbeNotTaken, (await handle.ProbeConsoleAsync(isBreak: false, Ct)).Saying);
    }

    private static async Task<(BmcId Id, BmcHandle Handle)> AddAsync(TestPortal portal, SimulatedBmc bmc)
    {
        var server = await portal.AddAsync(bmc);
        return (server.Id, await portal.OpenAsync(server.Id));
    }

    private static async Task<List<DoctorFinding>> ExamineAsync(BmcHandle handle)
    {
        var findings = new List<DoctorFinding>();
        await foreach (var finding in handle.ExamineConsoleAsync(Ct))
            findings.Add(finding);
        return findings;
    }

    private static async Task ConfigureAsync(SimulatedBmc bmc, Func<BmcSession, byte, Task> configure)
    {
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        await configure(session, await LanConfigurator.FindChannelAsync(session, Ct));
    }

    private static BmcSessionOptions Options(SimulatedBmc bmc) => new()
    {
        EndPoint = new IPEndPoint(bmc.EndPoint.Address, bmc.EndPoint.Port),
        UserName = "admin",
        Password = SecretBytes.FromText("password"),
    };
}
