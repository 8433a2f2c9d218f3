using Portal.BmcSim;
using Portal.Testing;

namespace Portal.Interop.Tests.Strangers;

/// <summary>FreeIPMI against the simulator, without any of its workaround flags.</summary>
public class FreeIpmiTests
{
    private const string Package = "freeipmi-tools";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("3")]
    [InlineData("17")]
    public async Task Ipmipower_EachAction_DoesItsWork(string suite)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        Assert.EndsWith(": on", await RunAsync("ipmipower", bmc, suite, "--stat"), StringComparison.Ordinal);
        foreach (var (action, on) in new[] { ("--off", false), ("--on", true), ("--cycle", true), ("--reset", true), ("--soft", false) })
        {
            Assert.EndsWith(": ok", await RunAsync("ipmipower", bmc, suite, action), StringComparison.Ordinal);
            Assert.Equal(on, bmc.IsOn);
        }
        Assert.Equal([0, 1, 2, 3, 5], bmc.Ledger.Where(e => e is { NetFn: 0, Command: 2 }).Select(e => (int)e.Data[0]));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("17")]
    public async Task Reads_OfASimulatedBmc_AreComplete(string suite)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        Assert.Matches("System Power +: on", await RunAsync("ipmi-chassis", bmc, suite, "--get-status"));
        var info = await RunAsync("bmc-info", bmc, suite);
        Assert.Matches("Firmware Revision +: 2.14", info);
        Assert.Matches("System GUID +: [0-9a-f-]{36}", info);
        Assert.Equal(0, bmc.SessionCount);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("17")]
    public async Task Ipmiconsole_LoginAndCommand_ShowsTheConsole(string suite)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bmc = StandardPort.Start(new SimulatedBmcOptions { HostName = "rack4-u17" });
        await using var terminal = Terminal.Start(ExternalProgram.Find("ipmiconsole", Package), "-h", $"{bmc.EndPoint.Address}", "-u", "admin", "-p", "password", "-I", suite);

        await terminal.ExpectAsync("[SOL established]", ct);
        await terminal.TypeAsync("\r", ct);
        await terminal.ExpectAsync("rack4-u17 login: ", ct);
        await terminal.TypeAsync("root\r", ct);
        await terminal.ExpectAsync("Password: ", ct);
        await terminal.TypeAsync("secret\r", ct);
        await terminal.ExpectAsync("root@rack4-u17:~# ", ct);
        await terminal.TypeAsync("uname -n\r", ct);
        await terminal.ExpectAsync("\nrack4-u17\r\n", ct);
        await terminal.TypeAsync("&B", ct);
        await terminal.ExpectAsync("sysrq: HELP", ct);
        Assert.Equal(1, bmc.Breaks);
        await terminal.TypeAsync("&.", ct);
        await terminal.ExpectAsync("[closing the connection]", ct);
        await bmc.WaitUntilAsync(b => b.SolOwner is null && b.SessionCount == 0, ct);
    }

    [Fact]
    public async Task Ipmiconsole_DeactivatedByTheBmc_SaysSo()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bmc = StandardPort.Start(new SimulatedBmcOptions());
        await using var terminal = Terminal.Start(ExternalProgram.Find("ipmiconsole", Package), "-h", $"{bmc.EndPoint.Address}", "-u", "admin", "-p", "password");
        await terminal.ExpectAsync("[SOL established]", ct);
        bmc.DeactivateSol();
        await terminal.ExpectAsync("[SOL session stolen]", ct);
    }

    [Fact]
    public async Task Ipmipower_Refused_NamesTheReason()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await Expect(["-u", "admin", "-p", "wrong"], "password invalid");
        await Expect(["-u", "nobody", "-p", "password"], "username invalid");
        await Expect(["-u", "user", "-p", "password", "-l", "ADMIN"], "privilege level cannot be obtained for this user");
        bmc.Faults.OpenSessionStatus = 0x01;
        await Expect(["-u", "admin", "-p", "password"], "BMC busy");

        async Task Expect(string[] account, string reason)
        {
            var result = await ExternalProgram.RunAsync("ipmipower", Package, ["-D", "LAN_2_0", "-h", $"{bmc.EndPoint}", .. account, "--session-timeout=3000", "--stat"], s_timeout, ct);
            Assert.Contains(reason, result.Output + result.Errors);
        }
    }

    private static async Task<string> RunAsync(string program, SimulatedBmc bmc, string suite, params string[] command)
    {
        string[] arguments = ["-D", "LAN_2_0", "-h", $"{bmc.EndPoint}", "-u", "admin", "-p", "password", "-I", suite, .. command];
        var result = await ExternalProgram.RunAsync(program, Package, arguments, s_timeout, TestContext.Current.CancellationToken);
        return result.Succeeded().Output.TrimEnd();
    }
}
