using Portal.BmcSim;

namespace Portal.Interop.Tests.Strangers;

/// <summary>
/// Strangers' clients against every cipher suite of the simulator, so that it may be trusted to judge ours. ipmitool knows no MD5-128
/// and ends in an assertion on 11 and 12; FreeIPMI has them all.
/// </summary>
public class CipherSuiteTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);
    private static readonly byte[] s_kg = [.. Enumerable.Range('A', 20).Select(i => (byte)i)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public async Task Ipmitool_EverySuiteItHas_LogsInAndCommands(byte suite)
    {
        await using var bmc = Start(suite);

        var power = await ExternalProgram.RunAsync(
            "ipmitool", "ipmitool",
            ["-I", "lanplus", "-C", $"{suite}", "-H", $"{bmc.EndPoint.Address}", "-p", $"{bmc.EndPoint.Port}", "-U", "admin", "-P", "exactly-twenty-bytes", "-k", "ABCDEFGHIJKLMNOPQRST", "power", "off"],
            s_timeout, TestContext.Current.CancellationToken);

        Assert.Contains("Chassis Power Control: Down/Off", power.Succeeded().Output);
        Assert.False(bmc.IsOn);
        Assert.Equal(0, bmc.SessionCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public async Task FreeIpmi_EverySuite_LogsInAndCommands(byte suite)
    {
        await using var bmc = Start(suite);

        var info = await ExternalProgram.RunAsync(
            "bmc-info", "freeipmi-tools",
            ["-D", "LAN_2_0", "-h", $"{bmc.EndPoint}", "-u", "admin", "-p", "exactly-twenty-bytes", "-k", "ABCDEFGHIJKLMNOPQRST", "-I", $"{suite}", "-l", "ADMIN", "--get-device-id"],
            s_timeout, TestContext.Current.CancellationToken);

        Assert.Matches("Firmware Revision +: 2.14", info.Succeeded().Output);
        Assert.Equal(0, bmc.SessionCount);
    }

    private static SimulatedBmc Start(byte suite) => SimulatedBmc.Start(
        new SimulatedBmcOptions { CipherSuites = [suite], Kg = s_kg, Accounts = [new("admin", "exactly-twenty-bytes", 4)], Line = SimLine.Silent, BootPace = 0 });
}
