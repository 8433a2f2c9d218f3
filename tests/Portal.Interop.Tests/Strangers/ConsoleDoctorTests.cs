using Portal.Fleet.Access;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Doctor;
using Portal.Fleet.Status;
using Portal.Interop.Tests.Sol;
using Portal.Ipmi;
using Portal.Ipmi.Configuration;
using Portal.Ipmi.Sol;

namespace Portal.Interop.Tests.Strangers;

/// <summary>The console doctor at OpenIPMI's ipmi_sim: all its questions, sensible verdicts, and the fixes that this BMC takes.</summary>
public sealed class ConsoleDoctorTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Examine_ConsoleThatIsWell_FindsNothingWrong()
    {
        using var line = new SerialLine();
        await using var sim = await RichIpmiSim.StartAsync(Ct, serialLine: line.Port);
        await line.ConnectAsync(Ct);
        await using var session = await OpenAsync(sim);
        await using var channel = await session.ActivateSolAsync(new SolOptions(), Ct);

        var findings = await ExamineAsync(session, ConsoleLineState.Live);

        Assert.DoesNotContain(findings, finding => finding.Verdict == DoctorVerdict.Failed && finding.Check != DoctorCheck.Power);
        Assert.Equal(DoctorSaying.SolOn, Of(findings, DoctorCheck.SolEnabled).Saying);
        // It has neither user payload access nor the parameters 2 to 4, and says so.
        Assert.Equal((DoctorSaying.NotTold, DoctorSaying.NotTold), (Of(findings, DoctorCheck.PayloadAccess).Saying, Of(findings, DoctorCheck.SolPrivilege).Saying));
        Assert.Equal(DoctorSaying.LineOurs, Of(findings, DoctorCheck.Line).Saying);
        Assert.Equal(DoctorVerdict.Ok, Of(findings, DoctorCheck.BitRate).Verdict);
    }

    [Fact]
    public async Task Examine_SolSwitchedOffAndHeldByOthers_FindsBothAndMendsTheOne()
    {
        using var line = new SerialLine();
        await using var sim = await RichIpmiSim.StartAsync(Ct, serialLine: line.Port);
        await line.ConnectAsync(Ct);
        await using var session = await OpenAsync(sim);
        await new SolConfigurator(session).ApplyAsync(new SolChange { Enabled = false }, Ct);

        var off = Of(await ExamineAsync(session, ConsoleLineState.Refused), DoctorCheck.SolEnabled);
        Assert.Equal((DoctorSaying.SolOff, DoctorFixKind.EnableSol), (off.Saying, off.Fix?.Kind));
        await new ConsoleRepair(session, session.Privilege, RichIpmiSim.UserName).ApplyAsync(off.Fix!, Ct);
        Assert.Equal(DoctorSaying.SolOn, Of(await ExamineAsync(session, ConsoleLineState.Down), DoctorCheck.SolEnabled).Saying);

        await using var stranger = await OpenAsync(sim);
        await using var taken = await stranger.ActivateSolAsync(new SolOptions(), Ct);
        Assert.Contains(Of(await ExamineAsync(session, ConsoleLineState.HeldByOther), DoctorCheck.Line).Saying, (DoctorSaying[])[DoctorSaying.LineHeld, DoctorSaying.LineHeldFrom, DoctorSaying.LineHeldByUs]);
    }

    private static DoctorFinding Of(List<DoctorFinding> findings, DoctorCheck check) => findings.Single(finding => finding.Check == check);

    private async Task<List<DoctorFinding>> ExamineAsync(BmcSession session, ConsoleLineState line)
    {
        var reader = new DoctorReader(session, RichIpmiSim.UserName);
        var facts = new DoctorFacts
        {
            Asker = new DoctorAsker(new ConsolePerson("1", "ann"), Role.Administrator.Rights()),
            Now = TimeProvider.System.GetUtcNow(),
            HasSession = true,
            CipherSuite = (int?)session.CipherSuite,
            Privilege = session.Privilege,
            Line = line,
            LastByteAt = TimeProvider.System.GetUtcNow(),
        };
        var findings = new List<DoctorFinding>();
        for (var check = DoctorCheck.Session; check <= DoctorCheck.Driver; check++)
        {
            facts = await reader.ReadAsync(check, facts, Ct);
            findings.Add(ConsoleDiagnosis.Judge(check, facts));
            output.WriteLine($"{findings[^1].Verdict} {check}: {findings[^1].Saying} {string.Join(", ", findings[^1].Arguments)}");
        }

        return findings;
    }

    private static Task<BmcSession> OpenAsync(RichIpmiSim sim) => BmcSession.OpenAsync(
        new BmcSessionOptions { EndPoint = sim.EndPoint, UserName = RichIpmiSim.UserName, Password = SecretBytes.FromText(RichIpmiSim.Password) }, Ct);
}
