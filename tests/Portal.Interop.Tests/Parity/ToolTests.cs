using System.Text.Json;
using Portal.BmcSim;
using Portal.Ipmi.Tool;

namespace Portal.Interop.Tests.Parity;

/// <summary>The <c>ipmi</c> program itself: its options, exit status and ways to tell of a failure.</summary>
public sealed class ToolTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Raw_GetDeviceId_IsWhatIpmitoolShows()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        var ours = await ToolRun.TextAsync(sim.EndPoint, "raw 0x06 0x01", Ct);
        var theirs = await Ipmitool.RunAsync(sim.EndPoint, "raw 0x06 0x01", Ct);
        var json = (await ToolRun.JsonAsync(sim.EndPoint, "raw 6 1", Ct)).Json;

        Assert.Equal(theirs.TrimEnd(), ours.Succeeded().Output.TrimEnd());
        Assert.Equal(theirs.Replace(" ", "").Trim(), json.GetProperty("data").GetString());
    }

    [Fact]
    public async Task Raw_RefusedCommand_SaysSoInOneSentenceOrAsJson()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());

        var text = await ToolRun.TextAsync(bmc.EndPoint, "raw 0x2e 0xee", Ct, password: "password");
        var json = await ToolRun.JsonAsync(bmc.EndPoint, "raw 0x2e 0xee", Ct, password: "password");

        Assert.Equal((1, ""), (text.ExitCode, text.Output));
        Assert.Single(text.Errors.TrimEnd().Split('\n'));
        var problem = JsonDocument.Parse(json.Errors).RootElement;
        Assert.Equal((1, 0xC1), (json.ExitCode, problem.GetProperty("completionCode").GetInt32()));
        Assert.Equal("CommandRefused", problem.GetProperty("kind").GetString());
        Assert.Equal(text.Errors.TrimEnd(), problem.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("-H 127.0.0.1", "Required command")]
    [InlineData("-I lanplus mc info", "-H")]
    [InlineData("-H 127.0.0.1 -L KING mc info", "KING")]
    [InlineData("-H 127.0.0.1 -C x mc info", "-C")]
    [InlineData("-H 127.0.0.1 -l 4 mc info", "logical unit")]
    [InlineData("-H 127.0.0.1 -I telepathy mc info", "telepathy")]
    [InlineData("-H 127.0.0.1 -y 123 mc info", "-y")]
    [InlineData("-H 127.0.0.1 raw 6 0x100", "0x100")]
    [InlineData("-H 127.0.0.1 raw 7 1", "07h")]
    public async Task WrongArguments_AreRefusedBeforeAnythingIsSent(string line, string expected)
    {
        var run = await ToolRun.RunAsync(line.Split(' '), Ct);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Errors);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Passwords_FromFileOrArgument_DecideWhetherWeAreLetIn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "password\nsecond line\n", Ct);
        string[] where = ["-H", "127.0.0.1", "-p", $"{bmc.EndPoint.Port}", "-U", "admin"];

        Assert.Equal(0, (await ToolRun.RunAsync([.. where, "-f", file, "-C", "3", "-L", "operator", "mc", "info"], Ct)).ExitCode);
        Assert.Equal(4, (await ToolRun.RunAsync([.. where, "-P", "wrong", "mc", "info"], Ct)).ExitCode);
        File.Delete(file);
    }

    [Fact]
    public async Task McInfo_IsWhatIpmitoolAndBmcInfoShow()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        var ours = await ToolRun.TextAsync(sim.EndPoint, "mc info", Ct);
        var theirs = await Ipmitool.RunAsync(sim.EndPoint, "mc info", Ct);
        var json = (await ToolRun.JsonAsync(sim.EndPoint, "mc info", Ct)).Json;
        var free = await FreeIpmi.RunAsync("bmc-info", sim.EndPoint, "--get-device-id", Ct);

        foreach (var name in (string[])["Device ID", "Device Revision", "Firmware Revision", "IPMI Version", "Manufacturer ID", "Device Available", "Provides Device SDRs"])
            Assert.Equal(Ipmitool.Field(theirs, name), Ipmitool.Field(ours.Succeeded().Output, name));
        Assert.Equal(Ipmitool.Field(free, "Device ID"), $"{json.GetProperty("id").GetInt32()}");
        Assert.Equal(Ipmitool.Field(free, "Firmware Revision"), $"{json.GetProperty("firmwareMajor")}.{json.GetProperty("firmwareMinor").GetInt32():D2}");
        Assert.Contains($"({json.GetProperty("manufacturerId")})", free);
    }

    [Fact]
    public async Task Exec_LinesOfAFile_ShareOneSessionAndStopAtTheFirstFailure()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "# remark\nmc info\n\nraw 0x2e 0xee\nraw '6' 1 # the same\n-H 127.0.0.2 mc info\n-t 0x84 mc info\n", Ct);

        var all = await ToolRun.JsonAsync(bmc.EndPoint, $"exec --keep-going {file}", Ct, password: "password");
        var some = await ToolRun.TextAsync(bmc.EndPoint, $"exec {file}", Ct, password: "password");
        File.Delete(file);

        var lines = all.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([0, 1, 0, 2, 1], lines.Select(line => line.GetProperty("exitStatus").GetInt32()));
        Assert.Contains("-H", lines[3].GetProperty("problem").GetProperty("message").GetString());
        Assert.Equal(0x83, lines[4].GetProperty("problem").GetProperty("completionCode").GetInt32());
        Assert.Equal((1, 1), (all.ExitCode, some.ExitCode));
        Assert.StartsWith($"{file}:4: ", some.Errors);
        Assert.DoesNotContain(" 20 ", some.Output);
        Assert.Equal(2, bmc.Ledger.Count(entry => entry is { NetFn: 6, Command: 0x3C }));
    }

    [Fact]
    public async Task Shell_LinesOfInput_RunUntilExit()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var output = new StringWriter();
        var errors = new StringWriter();
        var console = new ToolConsole(output, errors, () => new StringReader("raw 6 1\n'\nnonsense\nraw 6 0x37\nexit\nmc info\n"), () => Stream.Null, () => Stream.Null, IsTerminal: false);

        var status = await Tool.RunAsync(["-H", "127.0.0.1", "-p", $"{bmc.EndPoint.Port}", "-U", "admin", "-P", "password", "shell"], console, Ct);

        Assert.Equal(0, status);
        Assert.Equal(2, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(2, errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
