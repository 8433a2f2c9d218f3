using Portal.BmcSim;

namespace Portal.Interop.Tests.Strangers;

/// <summary>Strangers' clients against the simulator's IPMI 1.5. Debian's ipmitool has no MD2; FreeIPMI has every type.</summary>
public class Ipmi15Tests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("NONE", 0)]
    [InlineData("MD5", 2)]
    [InlineData("PASSWORD", 4)]
    public async Task Ipmitool_EveryTypeItHas_LogsInAndCommands(string name, byte type)
    {
        await using var bmc = Start(type);

        var power = await ExternalProgram.RunAsync(
            "ipmitool", "ipmitool",
            ["-I", "lan", "-A", name, "-H", $"{bmc.EndPoint.Address}", "-p", $"{bmc.EndPoint.Port}", "-U", "admin", "-P", "sixteen-bytes-16", "power", "off"],
            s_timeout, TestContext.Current.CancellationToken);

        Assert.Contains("Chassis Power Control: Down/Off", power.Succeeded().Output);
        Assert.False(bmc.IsOn);
        Assert.Equal(0, bmc.SessionCount);
    }

    [Theory]
    [InlineData("NONE", 0)]
    [InlineData("MD2", 1)]
    [InlineData("MD5", 2)]
    [InlineData("STRAIGHT_PASSWORD_KEY", 4)]
    public async Task FreeIpmi_EveryType_LogsInAndCommands(string name, byte type)
    {
        await using var bmc = Start(type);

        var info = await ExternalProgram.RunAsync(
            "bmc-info", "freeipmi-tools",
            ["-D", "LAN", "-h", $"{bmc.EndPoint}", "-u", "admin", "-p", "sixteen-bytes-16", "-a", name, "-l", "ADMIN", "--get-device-id"],
            s_timeout, TestContext.Current.CancellationToken);

        Assert.Matches("Firmware Revision +: 2.14", info.Succeeded().Output);
        Assert.Equal(0, bmc.SessionCount);
    }

    [Fact]
    public async Task FreeIpmi_WrongPassword_IsKeptOut()
    {
        await using var bmc = Start(1);

        var info = await ExternalProgram.RunAsync(
            "bmc-info", "freeipmi-tools",
            ["-D", "LAN", "-h", $"{bmc.EndPoint}", "-u", "admin", "-p", "wrong", "-a", "MD2", "--session-timeout=1500", "--get-device-id"],
            s_timeout, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, info.ExitCode);
        Assert.Equal(0, bmc.SessionCount);
    }

    private static SimulatedBmc Start(byte type) => SimulatedBmc.Start(
        new SimulatedBmcOptions { Ipmi15 = [type], Accounts = [new("admin", "sixteen-bytes-16", 4)], Line = SimLine.Silent, BootPace = 0 });
}
