using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>DCMI and system info as our program, ipmitool and FreeIPMI read them from the same simulated BMC; ipmi_sim has neither. Differences: docs/ipmi-parity.md.</summary>
public sealed partial class DcmiParityTests
{
    private const string Password = "password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Capabilities_AreWhatOthersRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var ours = await JsonAsync(bmc, "dcmi discover");
        var ipmitool = await ToolAsync(bmc, "dcmi discover");
        var free = await FreeAsync(bmc, "--get-dcmi-capability-info");

        Assert.Equal(Ipmitool.Field(free, "DCMI Specification Conformance"), ours.GetProperty("version").GetString());
        foreach (var (label, name) in new[]
        {
            ("Power Management / Monitoring Support", "powerManagement"), ("In-band System Interface Channel", "systemInterface"),
            ("Serial TMODE", "serialTerminalMode"), ("Out-Of-Band Secondary LAN Channel", "secondaryLan"),
        })
            Assert.Equal(Ipmitool.Field(free, label) == "Available", ours.GetProperty(name).GetBoolean());
        var platform = ours.GetProperty("platform");
        Assert.Equal(Ipmitool.Field(free, "Number of SEL entries"), platform.GetProperty("selEntries").ToString());
        Assert.Contains($"{platform.GetProperty("selEntries")} SEL entries", ipmitool);
        Assert.Equal(Ipmitool.Field(free, "SEL automatic rollover") == "Available", platform.GetProperty("selRollsOver").GetBoolean());
        Assert.Equal(Ipmitool.Field(free, "Primary LAN Out-of-band Channel Number"), ours.GetProperty("channels").GetProperty("primaryLan").ToString());
        Assert.Contains("Primary LAN channel number: 1 is available", ipmitool);
        Assert.Equal("Not supported", Ipmitool.Field(free, "Secondary LAN Out-of-band Channel Number"));
        Assert.Equal(JsonValueKind.Null, ours.GetProperty("channels").GetProperty("secondaryLan").ValueKind);
        Assert.Equal(
            Values(free, "Available Rolling Average Time Period"),
            ours.GetProperty("rollingPeriods").EnumerateArray().Select(p => Period(p.GetProperty("duration").GetString()!)));
        // FreeIPMI shows seven bits of the address; ipmitool and we the eight that every other place writes.
        Assert.Equal(0x20, ours.GetProperty("powerController").GetProperty("address").GetInt32());
        Assert.Equal("10h", Ipmitool.Field(free, "Power Management Device Slave Address"));
        Assert.Contains("Slave address of device: 20h", ipmitool);
    }

    [Fact]
    public async Task PowerReading_IsWhatOthersRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var ours = await JsonAsync(bmc, "dcmi power reading");
        var ipmitool = await ToolAsync(bmc, "dcmi power reading");
        var free = await FreeAsync(bmc, "--get-system-power-statistics");

        foreach (var (name, theirs, others) in new[]
        {
            ("currentWatts", "Instantaneous power reading", "Current Power"), ("minimumWatts", "Minimum during sampling period", "Minimum Power over sampling duration"),
            ("maximumWatts", "Maximum during sampling period", "Maximum Power over sampling duration"), ("averageWatts", "Average power reading over sample period", "Average Power over sampling duration"),
        })
        {
            Assert.Equal(Number(Ipmitool.Field(ipmitool, theirs)), ours.GetProperty(name).GetInt32());
            Assert.Equal(Number(Ipmitool.Field(free, others)), ours.GetProperty(name).GetInt32());
        }

        Assert.Equal(Number(Ipmitool.Field(free, "Statistics reporting time period")), (int)Time(ours.GetProperty("period").GetString()!).TotalMilliseconds);
        Assert.Equal("Active", Ipmitool.Field(free, "Power Measurement"));
        Assert.True(ours.GetProperty("isActive").GetBoolean());
    }

    [Fact]
    public async Task PowerLimit_SetByOurs_IsWhatOthersRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await JsonAsync(bmc, "dcmi power set_limit 180 --action power_off --correction 1500 --sample 10");
        var active = await JsonAsync(bmc, "dcmi power activate");
        var ipmitool = await ToolAsync(bmc, "dcmi power get_limit");
        var free = await FreeAsync(bmc, "--get-power-limit");

        Assert.True(active.GetProperty("isActive").GetBoolean());
        Assert.Equal("Power Limit Active", Ipmitool.Field(ipmitool, "Current Limit State"));
        Assert.Equal("180 Watts", Ipmitool.Field(ipmitool, "Power Limit"));
        Assert.Equal("1500 milliseconds", Ipmitool.Field(ipmitool, "Correction time"));
        Assert.Equal("Hard Power Off & Log Event to SEL", Ipmitool.Field(ipmitool, "Exception actions"));
        Assert.Equal(180, Number(Ipmitool.Field(free, "Power Limit Requested")));
        Assert.Equal(10, Number(Ipmitool.Field(free, "Management application Statistics Sampling period")));
        var limit = active.GetProperty("limit");
        Assert.Equal((180, "PowerOff", "00:00:01.5000000"), (limit.GetProperty("watts").GetInt32(), limit.GetProperty("action").GetString(), limit.GetProperty("correctionTime").GetString()));
        Assert.False((await JsonAsync(bmc, "dcmi power deactivate")).GetProperty("isActive").GetBoolean());
    }

    [Fact]
    public async Task AssetTagAndIdentifier_SetByEither_AreReadByAll()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { HostName = "r4u17" });
        await JsonAsync(bmc, "dcmi set_asset_tag rack-4-unit-17-in-the-second-row-of-the-hall");
        Assert.Equal("rack-4-unit-17-in-the-second-row-of-the-hall", Ipmitool.Field(await ToolAsync(bmc, "dcmi asset_tag"), "Asset tag"));
        Assert.Equal("rack-4-unit-17-in-the-second-row-of-the-hall", (await FreeAsync(bmc, "--get-asset-tag")).Trim());
        await FreeAsync(bmc, "--set-asset-tag=of-free-ipmi-which-is-long-enough-too");
        Assert.Equal("of-free-ipmi-which-is-long-enough-too", (await JsonAsync(bmc, "dcmi asset_tag")).GetProperty("text").GetString());

        Assert.Equal("DCMIr4u17", (await JsonAsync(bmc, "dcmi get_mc_id_string")).GetProperty("text").GetString());
        await FreeAsync(bmc, "--set-management-controller-identifier-string=a-name-of-free-ipmi");
        Assert.Equal("a-name-of-free-ipmi", (await JsonAsync(bmc, "dcmi get_mc_id_string")).GetProperty("text").GetString());
        await JsonAsync(bmc, "dcmi set_mc_id_string a-name-of-ours-which-takes-three-parts");
        Assert.Equal("a-name-of-ours-which-takes-three-parts", (await FreeAsync(bmc, "--get-management-controller-identifier-string")).Trim());
        Assert.Equal("a-name-of-ours-which-takes-three-parts", Ipmitool.Field(await ToolAsync(bmc, "dcmi get_mc_id_string"), "Get Management Controller Identifier String"));
    }

    [Fact]
    public async Task TemperaturesSensorsLimitAndDhcp_AreWhatOthersRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var temperatures = await JsonAsync(bmc, "dcmi get_temp_reading");
        Assert.Equal(
            TemperatureLine().Matches(await ToolAsync(bmc, "dcmi get_temp_reading")).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}"),
            temperatures.EnumerateArray().Select(t => $"{t.GetProperty("instance")} {t.GetProperty("celsius")}"));

        var sensors = await JsonAsync(bmc, "dcmi sensors");
        Assert.Equal(
            NumberLine().Matches(await FreeAsync(bmc, "--get-dcmi-sensor-info")).Select(m => m.Value),
            new[] { "Inlet", "CPU", "Baseboard" }.SelectMany(name => sensors.GetProperty(name).EnumerateArray()).Select(id => id.ToString()));

        var limit = await JsonAsync(bmc, "dcmi thermalpolicy get");
        var theirs = await ToolAsync(bmc, "dcmi thermalpolicy get 0x40 0x01");
        Assert.Contains($"{limit.GetProperty("temperature")} degrees", theirs);
        Assert.Equal("inactive", Ipmitool.Field(theirs, "Hard Power Off system and log event"));
        Assert.Equal((false, true), (limit.GetProperty("powerOff").GetBoolean(), limit.GetProperty("log").GetBoolean()));

        var dhcp = await JsonAsync(bmc, "dcmi get_conf_param");
        var configuration = await ToolAsync(bmc, "dcmi get_conf_param");
        Assert.Equal(Number(Ipmitool.Field(configuration, "Initial timeout interval")), Seconds(dhcp, "initialTimeout"));
        Assert.Equal(Number(Ipmitool.Field(configuration, "Server contact timeout interval")), Seconds(dhcp, "contactTimeout"));
        Assert.Equal(Number(Ipmitool.Field(configuration, "Server contact retry interval")), Seconds(dhcp, "contactRetry"));
    }

    [Fact]
    public async Task NoLimit_IsAnAnswerToUs_AndAFailureToOthers()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        var ours = await JsonAsync(bmc, "dcmi power get_limit");

        Assert.False(ours.GetProperty("isActive").GetBoolean());
        Assert.Equal(JsonValueKind.Null, ours.GetProperty("limit").ValueKind);
        var theirs = await ExternalProgram.RunAsync(
            "ipmi-dcmi", "freeipmi-tools", ["-D", "LAN_2_0", "-I", "3", "-h", $"{bmc.EndPoint}", "-u", "admin", "-p", Password, "-l", "ADMIN", "--get-power-limit"], TimeSpan.FromSeconds(30), Ct);
        Assert.NotEqual(0, theirs.ExitCode);
        Assert.Contains("No Set Power Limit", theirs.Errors);
    }

    [Fact]
    public async Task SystemInfo_IsWhatOthersRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = ServerProfiles.Ilo });
        await ToolAsync(bmc, "mc setsysinfo system_name a-name-that-needs-three-blocks-of-bytes");
        await JsonAsync(bmc, "mc setsysinfo primary_os_name an-operating-system-of-ours-in-blocks");
        var ours = await JsonAsync(bmc, "mc getsysinfo");
        var free = await FreeIpmi.RunAsync("bmc-info", bmc.EndPoint, "--get-system-info", Ct, password: Password);

        foreach (var (name, label) in new[] { ("system_fw_version", "System Firmware Version"), ("system_name", "System Name"), ("primary_os_name", "Primary Operating System Name") })
        {
            Assert.Equal(Ipmitool.Field(free, label), ours.GetProperty(name).GetString());
            Assert.Equal((await ToolAsync(bmc, $"mc getsysinfo {name}")).Trim(), ours.GetProperty(name).GetString());
        }
    }

    private static async Task<JsonElement> JsonAsync(SimulatedBmc bmc, string verb) => (await ToolRun.JsonAsync(bmc.EndPoint, verb, Ct, password: Password)).Json;

    private static Task<string> ToolAsync(SimulatedBmc bmc, string verb) => Ipmitool.RunAsync(bmc.EndPoint, verb, Ct, password: Password);

    private static Task<string> FreeAsync(SimulatedBmc bmc, string option) => FreeIpmi.RunAsync("ipmi-dcmi", bmc.EndPoint, option, Ct, password: Password);

    private static int Number(string text) => int.Parse(DigitsOnly().Match(text).Value, CultureInfo.InvariantCulture);

    private static int Seconds(JsonElement json, string name) => (int)Time(json.GetProperty(name).GetString()!).TotalSeconds;

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Values(string output, string label) =>
        output.Split('\n').Where(l => l.StartsWith(label, StringComparison.Ordinal)).Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());

    private static string Period(string duration) => Time(duration) switch
    {
        { TotalHours: >= 1 } hours => $"{hours.TotalHours} Hours",
        { TotalMinutes: >= 1 } minutes => $"{minutes.TotalMinutes} Minutes",
        var seconds => $"{seconds.TotalSeconds} Seconds",
    };

    [GeneratedRegex(@"\)\s+(\d+)\s+\+?(-?\d+) C")]
    private static partial Regex TemperatureLine();

    [GeneratedRegex(@"^\d+", RegexOptions.Multiline)]
    private static partial Regex NumberLine();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex DigitsOnly();
}
