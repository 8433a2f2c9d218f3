using Portal.BmcSim;

namespace Portal.Interop.Tests.Parity;

/// <summary>Event filtering, alerts and traps: ours, ipmitool's and FreeIPMI's.</summary>
public sealed class PefParityTests
{
    private const string Simulated = "password";

    /// <summary>Octets of traps: the example of ipmi-pet(8), then with other event data and severity.</summary>
    private const string Octets = "44454C4C52001058" + "8043B2C04F333358" + "0002" + "19E87E26" + "FFFF" + "20" + "20" + "SV" + "20" + "73" + "18" + "00" + "EVENTS0000000000" + "19" + "000002A2" + "0100" + "C1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Filtering_IsWhatIpmitoolShows()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });

        var info = (await ToolRun.TextAsync(bmc.EndPoint, "pef info", Ct, password: Simulated)).Succeeded().Output;
        var theirInfo = await Ipmitool.RunAsync(bmc.EndPoint, "pef info", Ct, password: Simulated);
        // Version | event filters | alert policies | GUID | actions
        var theirs = theirInfo.Trim().Split('|').Select(cell => cell.Trim()).ToArray();
        Assert.Equal(("0x51", "1.5"), (theirs[0], Ipmitool.Field(info, "PEF version")));
        Assert.Equal(theirs[1], Ipmitool.Field(info, "Event filter count"));
        Assert.Equal(theirs[2], Ipmitool.Field(info, "Alert policy count"));
        Assert.Equal(theirs[4].Replace(",", "").Replace("-", "").ToLowerInvariant(), Ipmitool.Field(info, "Supported actions").Replace(", ", "").Replace(" ", "").Replace("-", "").ToLowerInvariant());
        var status = (await ToolRun.JsonAsync(bmc.EndPoint, "pef status", Ct, password: Simulated)).Json.GetProperty("last");
        var theirStatus = (await Ipmitool.RunAsync(bmc.EndPoint, "pef status", Ct, password: Simulated)).Trim().Split('|').Select(cell => cell.Trim()).ToArray();
        Assert.Equal(
            theirStatus[1..],
            ((string[])["lastRecordId", "lastBySoftware", "lastByBmc"]).Select(name => $"0x{status.GetProperty(name).GetInt32():x4}"));

        (await ToolRun.TextAsync(bmc.EndPoint, "pef filter disable 2", Ct, password: Simulated)).Succeeded();
        (await ToolRun.TextAsync(bmc.EndPoint, "pef filter enable 5", Ct, password: Simulated)).Succeeded();
        var filters = (await ToolRun.JsonAsync(bmc.EndPoint, "pef filter list", Ct, password: Simulated)).Json.EnumerateArray().ToArray();
        var lines = (await Ipmitool.RunAsync(bmc.EndPoint, "pef filter list", Ct, password: Simulated)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|', ',').Select(cell => cell.Trim()).ToArray()).Where(cells => cells.Length > 2 && int.TryParse(cells[0], out _)).ToArray();
        Assert.NotEmpty(lines);
        foreach (var cells in lines)
        {
            var filter = filters[int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture) - 1];
            Assert.Equal(cells[1] == "enabled", filter.GetProperty("enabled").GetBoolean());
            Assert.Equal(cells[2] == "pre-configured", filter.GetProperty("isPreconfigured").GetBoolean());
        }

        Assert.Equal([1, 5], filters.Select((filter, i) => (filter, i)).Where(f => f.filter.GetProperty("enabled").GetBoolean()).Select(f => f.i + 1));
    }

    [Fact]
    public async Task Configuration_ByIpmitool_IsReadByUs()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        foreach (var words in (string[])
            [
                "raw 4 0x12 1 0x03", "raw 4 0x12 3 77", "raw 4 0x12 6 9 0x80 3 4 0x10 0xff 0xff 0x0c 0xff 0x6f 0x22 0 0 0 0 0 0 0 0 0 0", "raw 4 0x12 9 3 0x48 0x11 1",
                "raw 4 0x12 12 1 9 1", "raw 4 0x12 13 1 1 0x44 0x49 0x4d 0x4d 0",
            ])
            await Ipmitool.RunAsync(bmc.EndPoint, words, Ct, password: Simulated);

        var read = (await ToolRun.JsonAsync(bmc.EndPoint, "pef config", Ct, password: Simulated)).Json;
        var filters = await Ipmitool.RunAsync(bmc.EndPoint, "pef filter list", Ct, password: Simulated);
        var policies = await Ipmitool.RunAsync(bmc.EndPoint, "pef policy list", Ct, password: Simulated);

        Assert.Equal("Enabled, EventMessages", read.GetProperty("control").GetString());
        Assert.Equal("00:01:17", read.GetProperty("startupDelay").GetString());
        var filter = read.GetProperty("filters")[8];
        Assert.Equal(("Memory", "Critical", true), (filter.GetProperty("sensorType").GetString(), filter.GetProperty("severity").GetString(), filter.GetProperty("enabled").GetBoolean()));
        Assert.Contains(" 9 | enabled, configurable | Memory | Any | Critical | Discrete | Sensor-specific | Alert,Power-off | 4", filters.Replace("\r", ""));
        Assert.Equal("Alert, PowerOff", filter.GetProperty("actions").GetString());
        var policy = read.GetProperty("policies")[2];
        Assert.Equal((4, true, 1, 1), (policy.GetProperty("policyNumber").GetInt32(), policy.GetProperty("enabled").GetBoolean(), policy.GetProperty("channel").GetInt32(), policy.GetProperty("destination").GetInt32()));
        Assert.Contains(" 3 | 4 | enabled | Match-always | 1 |", policies);
        Assert.Equal(("DIMM", 9), (read.GetProperty("strings")[1].GetProperty("text").GetString(), read.GetProperty("strings")[1].GetProperty("filterNumber").GetInt32()));
    }

    [Fact]
    public async Task Configuration_ByFreeIpmi_IsReadByUs()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await FreeIpmi.RunAsync(
            "ipmi-config", bmc.EndPoint,
            "--category=pef --commit --key-pair=Event_Filter_9:Sensor_Type=Memory --key-pair=Event_Filter_9:Event_Severity=Critical --key-pair=Event_Filter_9:Enable_Filter=Yes"
            + " --key-pair=Alert_Policy_3:Policy_Number=4 --key-pair=Alert_Policy_3:Policy_Enabled=Yes",
            Ct, "admin", Simulated);

        var read = (await ToolRun.JsonAsync(bmc.EndPoint, "pef config", Ct, password: Simulated)).Json;

        var filter = read.GetProperty("filters")[8];
        Assert.Equal(("Memory", "Critical", true), (filter.GetProperty("sensorType").GetString(), filter.GetProperty("severity").GetString(), filter.GetProperty("enabled").GetBoolean()));
        var policy = read.GetProperty("policies")[2];
        Assert.Equal((4, true), (policy.GetProperty("policyNumber").GetInt32(), policy.GetProperty("enabled").GetBoolean()));
    }

    [Theory]
    [InlineData(0x00056F00, 0x04, "800000")]
    [InlineData(0x00056F80, 0x08, "00FFFF")]
    [InlineData(0x00010109, 0x10, "595A50")]
    [InlineData(0x00080B01, 0x10, "41F0FF")]
    [InlineData(0x000F6F02, 0x02, "C213FF")]
    [InlineData(0x00236F01, 0x20, "C124FF")]
    [InlineData(0x002B6F01, 0x01, "C109FF")]
    [InlineData(0x000C6F01, 0x00, "31FF05")]
    public async Task Trap_IsWhatIpmiPetShows(int specific, byte severity, string data)
    {
        var octets = Octets.Replace("SV", $"{severity:X2}").Replace("EVENTS", data);
        var ours = (await ToolRun.RunAsync(["--json", "-H", "127.0.0.1", "pef", "trap", $"{specific}", octets], Ct)).Json;
        var cache = Directory.CreateTempSubdirectory("freeipmi-");
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        var output = await FreeIpmi.RunAsync(
            "ipmi-pet", bmc.EndPoint,
            $"--sdr-cache-directory {cache.FullName} --quiet-cache --comma-separated-output -v -v --output-event-state --no-header-output {specific} "
            + string.Join(' ', octets.Chunk(2).Select(pair => "0x" + new string(pair))),
            Ct, "admin", Simulated);
        cache.Delete(recursive: true);
        var cells = output.Trim().Split(',');

        // Date, time, name, type, GUID, manufacturer, system, severity, state, direction, event.
        var (trap, description) = (ours.GetProperty("trap"), ours.GetProperty("description"));
        Assert.Equal("2011-10-10 20:50:46", trap.GetProperty("time").GetDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("Oct-10-2011", "20:50:46"), (cells[0], cells[1]));
        Assert.True(EventWords.Likeness(description.GetProperty("subject").GetString()!, cells[3]) > 0.5, cells[3]);
        Assert.Equal(cells[4].Replace("-", ""), trap.GetProperty("guid").GetString());
        Assert.Contains("Dell", cells[5]);
        Assert.Equal((674, 256), (trap.GetProperty("manufacturerId").GetInt32(), trap.GetProperty("systemId").GetInt32()));
        Assert.Equal($"{trap.GetProperty("systemId").GetInt32()}", cells[6]);
        Assert.True(severity == 0 ? cells[7] == "N/A" : EventWords.Likeness(trap.GetProperty("severity").GetString()!.Replace("Non", "Non-"), cells[7]) > 0.3, cells[7]);
        Assert.Equal(cells[8], description.GetProperty("severity").GetString());
        Assert.Equal(cells[9] == "Deassertion Event", description.GetProperty("isDeassertion").GetBoolean());
        Assert.True(EventWords.Likeness(description.GetProperty("event").GetString()!, cells[10].Split(" | ")[0].Split(" ; ")[0]) > 0.5, cells[10]);
    }
}
