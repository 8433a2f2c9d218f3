using Portal.BmcSim;
using Portal.Ipmi.Tool.Sol;
using Portal.Testing;

namespace Portal.Interop.Tests.Sol;

/// <summary><c>ipmi sol activate</c> on a terminal of its own, against the simulator.</summary>
public sealed class SolActivateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SolActivate_LoginAndCommand_ShowsTheConsole()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { HostName = "rack4-u17" });
        await using var terminal = Start(bmc, "sol", "activate");

        await terminal.ExpectAsync("SOL Session operational", Ct);
        await terminal.TypeAsync("\r", Ct);
        await terminal.ExpectAsync("rack4-u17 login: ", Ct);
        await terminal.TypeAsync("root\r", Ct);
        await terminal.ExpectAsync("Password: ", Ct);
        await terminal.TypeAsync("secret\r", Ct);
        await terminal.ExpectAsync("root@rack4-u17:~# ", Ct);
        await terminal.TypeAsync("uname -n\r", Ct);
        await terminal.ExpectAsync("\nrack4-u17\r\n", Ct);
        Assert.DoesNotContain("secret", terminal.Screen);
        await terminal.TypeAsync("~?", Ct);
        await terminal.ExpectAsync("sends a break", Ct);
        await terminal.TypeAsync("~B", Ct);
        await terminal.ExpectAsync("sysrq: HELP", Ct);
        Assert.Equal(1, bmc.Breaks);
        await terminal.TypeAsync("\r~.", Ct);
        Assert.Equal(0, await terminal.WaitForExitAsync(Ct));
        await bmc.WaitUntilAsync(b => b.SolOwner is null && b.SessionCount == 0, Ct);
    }

    [Fact]
    public async Task SolActivate_WhileAnotherHasIt_IsToldSoUnlessItSteals()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var first = Start(bmc, "sol", "activate");
        await first.ExpectAsync("SOL Session operational", Ct);

        await using (var second = Start(bmc, "sol", "activate"))
        {
            await second.ExpectAsync("--steal takes it", Ct);
            Assert.Equal(1, await second.WaitForExitAsync(Ct));
        }

        await using var third = Start(bmc, "sol", "activate", "--steal");
        await third.ExpectAsync("SOL Session operational", Ct);
        await first.ExpectAsync("another party took it", Ct);
        await third.TypeAsync("\r~.", Ct);
        Assert.Equal(0, await third.WaitForExitAsync(Ct));
    }

    [Theory]
    [InlineData("ls\r", "ls\r", "None")]
    [InlineData("~.", "", "End")]
    [InlineData("a~.", "a~.", "None")]
    [InlineData("a\r~.rest", "a\r", "End")]
    [InlineData("~B", "", "Break")]
    [InlineData("~~x", "~x", "None")]
    [InlineData("~~.", "~.", "None")]
    [InlineData("~a~.", "~a~.", "None")]
    [InlineData("~\r~?", "~\r", "Help")]
    public void EscapeReader_ATildeAtTheStartOfALine_IsAnEscape(string typed, string characters, string action)
    {
        // Whole, and byte by byte: a terminal may cut it anywhere.
        foreach (var size in (int[])[typed.Length, 1])
        {
            var reader = new EscapeReader();
            var sent = new List<byte>();
            var found = EscapeAction.None;
            var bytes = System.Text.Encoding.ASCII.GetBytes(typed);
            for (var at = 0; at < bytes.Length && found == EscapeAction.None;)
            {
                found = reader.Read(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)), sent, out var taken);
                at += taken;
            }

            Assert.Equal((characters, action), (System.Text.Encoding.ASCII.GetString([.. sent]), found.ToString()));
        }
    }

    private static Terminal Start(SimulatedBmc bmc, params string[] verb) => Terminal.Start(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "ipmi.dll"), "-H", "127.0.0.1", "-p", $"{bmc.EndPoint.Port}", "-U", "admin", "-P", "password", .. verb]);
}
