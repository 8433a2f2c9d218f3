using System.Text;
using Portal.BmcSim;
using Portal.Testing;

namespace Portal.Interop.Tests.Strangers;

/// <summary>ipmitool against the simulator: two programs that share no code with each other, and the simulator none with our client.</summary>
public class IpmitoolTests
{
    private const string Package = "ipmitool";
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("3")]
    [InlineData("17")]
    public async Task Reads_OfASimulatedBmc_AreComplete(string suite)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Firmware = (1, 42) });

        var info = await RunAsync(bmc, suite, "mc", "info");
        Assert.Contains("Firmware Revision         : 1.42", info);
        Assert.Contains("IPMI Version              : 2.0", info);
        Assert.Contains("Chassis Power is on", await RunAsync(bmc, suite, "power", "status"));
        Assert.Contains("System Power         : on", await RunAsync(bmc, suite, "chassis", "status"));
        var sol = await RunAsync(bmc, suite, "sol", "info");
        Assert.Contains("Enabled                         : true", sol);
        Assert.Contains($"Payload Port                    : {bmc.EndPoint.Port}", sol);
        Assert.Contains("hmac_sha256     sha256_128      aes_cbc_128", await RunAsync(bmc, suite, "channel", "getciphers", "ipmi"));
        Assert.Equal(0, bmc.SessionCount);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("17")]
    public async Task PowerActions_OneAfterTheOther_EachDoesItsWork(string suite)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0, Kg = Encoding.ASCII.GetBytes("twenty-byte-K_G-key!"), Accounts = [new("admin", "exactly-twenty-bytes", 4)] });
        foreach (var (action, on) in new[] { ("off", false), ("on", true), ("cycle", true), ("reset", true), ("soft", false) })
        {
            await RunWithAsync(bmc, suite, "exactly-twenty-bytes", ["-k", "twenty-byte-K_G-key!", "power", action]);
            Assert.Equal(on, bmc.IsOn);
        }
        Assert.Equal([0, 1, 2, 3, 5], bmc.Ledger.Where(e => e is { NetFn: 0, Command: 2 }).Select(e => (int)e.Data[0]));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("17")]
    public async Task SolActivate_LoginAndCommand_ShowsTheConsole(string suite)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { HostName = "rack4-u17" });
        await using var terminal = Terminal.Start(ExternalProgram.Find("ipmitool", Package), [.. Arguments(bmc, suite, "password"), "sol", "activate"]);

        await terminal.ExpectAsync("SOL Session operational", ct);
        await terminal.TypeAsync("\r", ct);
        await terminal.ExpectAsync("rack4-u17 login: ", ct);
        await terminal.TypeAsync("root\r", ct);
        await terminal.ExpectAsync("Password: ", ct);
        await terminal.TypeAsync("secret\r", ct);
        await terminal.ExpectAsync("root@rack4-u17:~# ", ct);
        await terminal.TypeAsync("uname -n\r", ct);
        await terminal.ExpectAsync("\nrack4-u17\r\n", ct);
        Assert.DoesNotContain("secret", terminal.Screen);
        await terminal.TypeAsync("~B", ct);
        await terminal.ExpectAsync("sysrq: HELP", ct);
        Assert.Equal(1, bmc.Breaks);
        await terminal.TypeAsync("\r~.", ct);
        Assert.Equal(0, await terminal.WaitForExitAsync(ct));
        await bmc.WaitUntilAsync(b => b.SolOwner is null && b.SessionCount == 0, ct);
    }

    [Fact]
    public async Task SolActivate_WhileAnotherHasIt_IsToldSo()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var terminal = Terminal.Start(ExternalProgram.Find("ipmitool", Package), [.. Arguments(bmc, "17", "password"), "sol", "activate"]);
        await terminal.ExpectAsync("SOL Session operational", ct);

        var second = await ExternalProgram.RunAsync("ipmitool", Package, [.. Arguments(bmc, "3", "password"), "sol", "activate"], s_timeout, ct);
        Assert.Contains("SOL payload already active on another session", second.Output + second.Errors);
        // (The first does not look at the status that says it lost SOL; ipmiconsole does, and is tested with it.)
        await RunAsync(bmc, "3", "sol", "deactivate");
        Assert.Null(bmc.SolOwner);
    }

    [Fact]
    public async Task Login_WithAWrongPassword_IsRefusedAndItsSlotIsFreeSoon()
    {
        // ipmitool notices at RAKP 2 and leaves without a word; only time frees the slot.
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { HalfOpenTimeout = TimeSpan.FromMilliseconds(200) });
        var result = await ExternalProgram.RunAsync("ipmitool", Package, [.. Arguments(bmc, "17", "wrong"), "power", "status"], s_timeout, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Unable to establish IPMI v2 / RMCP+ session", result.Errors);
        await bmc.WaitUntilAsync(b => b.SlotsInUse == 0, TestContext.Current.CancellationToken);
    }

    private static Task<string> RunAsync(SimulatedBmc bmc, string suite, params string[] command) => RunWithAsync(bmc, suite, "password", command);

    private static async Task<string> RunWithAsync(SimulatedBmc bmc, string suite, string password, string[] command)
    {
        var result = await ExternalProgram.RunAsync("ipmitool", Package, [.. Arguments(bmc, suite, password), .. command], s_timeout, TestContext.Current.CancellationToken);
        return result.Succeeded().Output;
    }

    private static string[] Arguments(SimulatedBmc bmc, string suite, string password) =>
        ["-I", "lanplus", "-C", suite, "-H", $"{bmc.EndPoint.Address}", "-p", $"{bmc.EndPoint.Port}", "-U", "admin", "-P", password];
}
