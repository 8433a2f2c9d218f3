using System.Net;
using Portal.BmcSim;

namespace Portal.Interop.Tests.Parity;

/// <summary>The same BMC over every cipher suite and every type of IPMI 1.5 that both programs have: what it says of itself must be the same.</summary>
public sealed class SessionParityTests
{
    private static readonly string[] s_fields = ["Device ID", "Device Revision", "Firmware Revision", "IPMI Version", "Manufacturer ID", "Product ID"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task McInfo_EverySuiteOfIpmiSim_IsWhatIpmitoolShows()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        foreach (var way in (string[])["-C 0", "-C 1", "-C 2", "-C 3", "-C 6", "-I lan -A MD5", "-I lan -A PASSWORD", "-I lan -A NONE"])
            await IsTheSameAsync(sim.EndPoint, RichIpmiSim.Password, way, way.StartsWith("-C", StringComparison.Ordinal) ? $"-I lanplus {way}" : way);

        // These ipmitool has not: it ends in an assertion on suite 11, and Debian's knows no MD2.
        foreach (var way in (string[])["-C 11", "-I lan -A MD2"])
            Assert.Equal("2.0", Ipmitool.Field((await ToolRun.TextAsync(sim.EndPoint, $"{way} mc info", Ct)).Succeeded().Output, "IPMI Version"));
    }

    [Fact]
    public async Task McInfo_EverySuiteOfOurSimulator_IsWhatIpmitoolShows()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { CipherSuites = [0, 1, 2, 3, 6, 7, 8, 15, 16, 17], Ipmi15 = [0, 2, 4] });
        foreach (var way in (string[])["-C 0", "-C 1", "-C 2", "-C 3", "-C 6", "-C 7", "-C 8", "-C 15", "-C 16", "-C 17", "-I lan -A MD5", "-I lan -A PASSWORD", "-I lan -A NONE"])
            await IsTheSameAsync(bmc.EndPoint, "password", way, way.StartsWith("-C", StringComparison.Ordinal) ? $"-I lanplus {way}" : way);
    }

    [Theory]
    [InlineData("-C 4 mc info", "xRC4")]
    [InlineData("-A MD5 mc info", "-I lan")]
    [InlineData("-I lan -A MD9 mc info", "MD9")]
    public async Task McInfo_AWayThatIsNone_SaysWhy(string verb, string why)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var run = await ToolRun.TextAsync(bmc.EndPoint, verb, Ct, password: "password");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(why, run.Errors, StringComparison.Ordinal);
    }

    private static async Task IsTheSameAsync(IPEndPoint bmc, string password, string ourWay, string theirWay)
    {
        var ours = (await ToolRun.TextAsync(bmc, $"{ourWay} mc info", Ct, password: password)).Succeeded().Output;
        string[] arguments = [.. theirWay.Split(' '), "-H", $"{bmc.Address}", "-p", $"{bmc.Port}", "-U", "admin", "-P", password, "mc", "info"];
        var theirs = (await ExternalProgram.RunAsync("ipmitool", "ipmitool", arguments, TimeSpan.FromSeconds(30), Ct)).Succeeded().Output;
        foreach (var field in s_fields)
            Assert.Equal((ourWay, Ipmitool.Field(theirs, field)), (ourWay, Ipmitool.Field(ours, field)));
    }
}
