using Portal.Ipmi;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Sol;
using Portal.Testing;

namespace Portal.Interop.Tests.Lab;

/// <summary>Our engine, a BMC by OpenIPMI and a real Linux: power and console as on hardware.</summary>
public sealed class LabTests
{
    private const string Prompt = "root@lab:/root# ";

    private static readonly TimeSpan s_bootLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sol_ActivatedWhileOff_ShowsEveryBootFromItsFirstByte()
    {
        await using var lab = await LabMachine.StartAsync(Ct);
        await using var session = await BmcSession.OpenAsync(Options(lab), Ct);
        await using var sol = await session.ActivateSolAsync(new SolOptions(), Ct);
        var console = new ConsoleTranscript(sol);
        Assert.False(await IsOnAsync(session));

        await session.SendAsync(new ChassisControl(ChassisAction.PowerUp), Ct);
        await WaitForBootAsync(console);
        Assert.True(await IsOnAsync(session));

        await sol.WriteAsync("uname -a\r"u8.ToArray(), Ct);
        await console.WaitForAsync("GNU/Linux", s_answerLimit);
        await console.WaitForAsync(Prompt, s_answerLimit);

        await session.SendAsync(new ChassisControl(ChassisAction.PowerCycle), Ct);
        await WaitForBootAsync(console);
        await session.SendAsync(new ChassisControl(ChassisAction.HardReset), Ct);
        await WaitForBootAsync(console);

        await session.SendAsync(new ChassisControl(ChassisAction.SoftShutdown), Ct);
        await console.WaitForAsync("reboot: Power down", s_bootLimit);
        await AssertSameAsync(lab, console);
    }

    [Fact]
    public async Task Sol_AMegabyteOfOutput_ArrivesByteForByte()
    {
        await using var lab = await LabMachine.StartAsync(Ct);
        await using var session = await BmcSession.OpenAsync(Options(lab), Ct);
        await using var sol = await session.ActivateSolAsync(new SolOptions(), Ct);
        var console = new ConsoleTranscript(sol);
        await session.SendAsync(new ChassisControl(ChassisAction.PowerUp), Ct);
        await WaitForBootAsync(console);

        // Words that the kernel does not say: it may still tell of its "crng init done".
        await sol.WriteAsync("seq 1 150000; echo that was a''ll of it\r"u8.ToArray(), Ct);
        await console.WaitForAsync("that was all of it\r\n", TimeSpan.FromMinutes(2));
        await console.WaitForAsync(Prompt, s_answerLimit);

        Assert.True(console.Characters.Length > 1 << 20);
        await AssertSameAsync(lab, console);
    }

    private static async Task WaitForBootAsync(ConsoleTranscript console)
    {
        await console.WaitForAsync("SeaBIOS", s_bootLimit);
        await console.WaitForAsync("Linux version", s_bootLimit);
        await console.WaitForAsync(Prompt, s_bootLimit);
    }

    private static async Task AssertSameAsync(LabMachine lab, ConsoleTranscript console)
    {
        // What the relay has written may still be on its way to us.
        var printed = await lab.ReadSerialLogAsync(Ct);
        await console.WaitForLengthAsync(printed.Length, s_answerLimit);
        Assert.True(printed.AsSpan().SequenceEqual(console.Characters[..printed.Length]));
    }

    private static async Task<bool> IsOnAsync(BmcSession session) => (await session.SendAsync(new GetChassisStatus(), Ct)).IsOn;

    private static BmcSessionOptions Options(LabMachine lab) => new()
    {
        EndPoint = lab.EndPoint,
        UserName = LabMachine.UserName,
        Password = SecretBytes.FromText(LabMachine.Password),
    };
}
