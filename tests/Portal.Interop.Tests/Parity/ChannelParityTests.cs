using System.Net;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>Channels, sessions and the controller itself, read by us, ipmitool and FreeIPMI.</summary>
public sealed class ChannelParityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Channel_OfIpmiSim_IsTheSame()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        await CompareChannelAsync(sim.EndPoint, RichIpmiSim.Password);
        await CompareAccessAsync(sim.EndPoint, RichIpmiSim.Password, "unknown");
        await CompareEnablesAsync(sim.EndPoint, RichIpmiSim.Password);
        await CompareSessionsAsync(sim.EndPoint, RichIpmiSim.Password, "channel number");
        // ipmitool asks for one page less than there is and loses the last three suites.
        var theirs = ParityText.Table(await Ipmitool.RunAsync(sim.EndPoint, "channel getciphers ipmi 1", Ct));
        var ours = ParityText.Table((await ToolRun.TextAsync(sim.EndPoint, "channel getciphers", Ct)).Succeeded().Output, '|');
        Assert.Equal(theirs.Select(row => string.Join(' ', row)), ours.Take(theirs.Count).Select(row => string.Join(' ', row)));
        Assert.Equal((12, 15), (theirs.Count, ours.Count));
        var guid = await Ipmitool.RunAsync(sim.EndPoint, "mc guid", Ct);
        Assert.Equal(Ipmitool.Field(guid, "System GUID"), (await ToolRun.JsonAsync(sim.EndPoint, "mc guid", Ct)).Json.GetProperty("text").GetString());
        // The answer of ipmi_sim ends before the present countdown; ipmitool prints what happens to lie behind it.
        Assert.Equal("null", (await ToolRun.JsonAsync(sim.EndPoint, "mc watchdog get", Ct)).Json.GetProperty("present").GetRawText());
    }

    [Fact]
    public async Task Channel_OfTheSimulator_IsTheSame()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, CipherSuites = [3, 8, 12, 17] });

        await CompareChannelAsync(bmc.EndPoint, "password");
        await CompareAccessAsync(bmc.EndPoint, "password", "enabled");
        await CompareEnablesAsync(bmc.EndPoint, "password");
        await CompareSessionsAsync(bmc.EndPoint, "password", "channel number", "console ip", "console mac");
        await OursAsync(bmc, "mc setenables oem1 on");
        Assert.Equal("enabled", Ipmitool.Field(await IpmitoolAsync(bmc, "mc getenables"), "OEM 1"));
        await IpmitoolAsync(bmc, "mc setenables event_msg=on");
        await CompareEnablesAsync(bmc.EndPoint, "password");
        Assert.Equal(
            ParityText.Table(await IpmitoolAsync(bmc, "channel getciphers ipmi 1")).Select(row => string.Join(' ', row)),
            ParityText.Table(await OursAsync(bmc, "channel getciphers"), '|').Select(row => string.Join(' ', row)));
        Assert.Equal(
            ParityText.Table(await IpmitoolAsync(bmc, "channel getciphers sol 1")).Select(row => string.Join(' ', row)),
            ParityText.Table(await OursAsync(bmc, "channel getciphers sol"), '|').Select(row => string.Join(' ', row)));
    }

    [Fact]
    public async Task SetAccess_OfEither_IsSeenByTheOther()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await OursAsync(bmc, "channel setaccess 1 4 --link off --callin off --privilege operator");
        var theirs = await IpmitoolAsync(bmc, "channel getaccess 1 4");
        Assert.Equal(
            ("disabled", "enabled", "OPERATOR"),
            (Ipmitool.Field(theirs, "Link Authentication"), Ipmitool.Field(theirs, "IPMI Messaging"), Ipmitool.Field(theirs, "Privilege Level")));
        await IpmitoolAsync(bmc, "channel setaccess 1 4 link=on callin=on privilege=2");
        var ours = await OursAsync(bmc, "channel getaccess 1 4");
        Assert.Equal(("enabled", "USER"), (Ipmitool.Field(ours, "Link Authentication"), Ipmitool.Field(ours, "Privilege Level")));
    }

    [Fact]
    public async Task Kg_SetByUs_IsWhatIpmitoolLogsInWith()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        var set = await ToolRun.TextAsync(bmc.EndPoint, "channel setkg kg twenty-byte-K_G-key!", Ct, password: "password");
        Assert.DoesNotContain("twenty-byte", set.Succeeded().Output);

        Assert.Contains("is on", await IpmitoolAsync(bmc, "-k twenty-byte-K_G-key! power status"));
        var run = await ToolRun.RunAsync(["-H", $"{bmc.EndPoint.Address}", "-p", $"{bmc.EndPoint.Port}", "-U", "admin", "-P", "password", "power", "status"], Ct);
        Assert.Equal(4, run.ExitCode);
    }

    [Fact]
    public async Task Guid_InEveryOrder_IsWhatIpmitoolShows()
    {
        // The same bytes in the order of SMBIOS, of RFC 4122, and of the specification.
        foreach (var (hex, order) in new[] { ("44454C4C5900104D8044B4C04F4E4132", "Smbios"), ("4C4C454400594D108044B4C04F4E4132", "Rfc4122"), ("32414E4FC0B44480104D590044454C4C", "Ipmi") })
        {
            await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, Hardware = HardwareProfile.Standard with { SystemGuid = Convert.FromHexString(hex) } });
            var ours = (await ToolRun.JsonAsync(bmc.EndPoint, "mc guid", Ct, password: "password")).Json;

            Assert.Equal("4c4c4544-0059-4d10-8044-b4c04f4e4132", ours.GetProperty("text").GetString());
            Assert.Equal(order, ours.GetProperty("guid").GetProperty("encoding").GetString());
            // ipmitool's word for the order; it is asked for it, because it guesses otherwise where several are possible.
            var word = order == "Rfc4122" ? "rfc" : order.ToLowerInvariant();
            Assert.Equal("4c4c4544-0059-4d10-8044-b4c04f4e4132", Ipmitool.Field(await IpmitoolAsync(bmc, $"mc guid {word}"), "System GUID"));
        }
    }

    [Fact]
    public async Task BmcInfo_OfTheSimulator_IsTheSame()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        var free = await FreeAsync(bmc, "bmc-info", "");
        var json = (await ToolRun.JsonAsync(bmc.EndPoint, "channel info", Ct, password: "password")).Json.GetProperty("info");

        // FreeIPMI reads every GUID in the order of the specification; ours is in that of SMBIOS.
        Assert.Equal((await ToolRun.TextAsync(bmc.EndPoint, "mc guid ipmi", Ct, password: "password")).Succeeded().Output.Split(['\n', ':'])[1].Trim(), Ipmitool.Field(free, "System GUID"));
        var lan = free[free.IndexOf("Channel Number       : 1\n", StringComparison.Ordinal)..];
        Assert.Equal(("802.3 LAN", "Lan"), (Ipmitool.Field(lan, "Medium Type"), json.GetProperty("medium").GetString()));
        Assert.Equal(("multi-session", "Multi"), (Ipmitool.Field(lan, "Session Support"), json.GetProperty("sessions").GetString()));
        var states = (await ToolRun.JsonAsync(bmc.EndPoint, "mc acpi", Ct, password: "password")).Json;
        var device = await FreeAsync(bmc, "bmc-device", "--get-acpi-power-state");
        Assert.Equal(("S0/G0", "S0"), (Ipmitool.Field(device, "ACPI System Power State"), states.GetProperty("system").GetString()));
        Assert.Equal(Ipmitool.Field(device, "ACPI Device Power State"), states.GetProperty("device").GetString());
    }

    [Fact]
    public async Task Watchdog_OfEither_IsSeenByTheOther()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await OursAsync(bmc, "mc watchdog set 300 --action cycle --use osload --warn 10 --do-not-log");
        var theirs = await IpmitoolAsync(bmc, "mc watchdog get");
        Assert.Contains("OS Load", Ipmitool.Field(theirs, "Watchdog Timer Use"));
        Assert.Equal(("Stopped", "300.0 sec", "300.0 sec"), (Ipmitool.Field(theirs, "Watchdog Timer Is"), Ipmitool.Field(theirs, "Initial Countdown"), Ipmitool.Field(theirs, "Present Countdown")));
        Assert.Contains("Power Cycle", Ipmitool.Field(theirs, "Watchdog Timer Action"));
        Assert.Contains("NMI", Ipmitool.Field(theirs, "Pre-timeout interrupt"));
        Assert.Equal(("10 seconds", "Off"), (Ipmitool.Field(theirs, "Pre-timeout interval"), Ipmitool.Field(theirs, "Watchdog Timer Logging")));

        await IpmitoolAsync(bmc, "mc watchdog reset");
        Assert.Equal("Started/Running", Ipmitool.Field(await OursAsync(bmc, "mc watchdog get"), "Watchdog Timer Is"));
        await OursAsync(bmc, "mc watchdog off");
        Assert.Equal("Stopped", Ipmitool.Field(await IpmitoolAsync(bmc, "mc watchdog get"), "Watchdog Timer Is"));
    }

    [Fact]
    public async Task Commands_OfTheSimulator_AreWhatIpmitoolsFirewallShows()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        var ours = (await ToolRun.JsonAsync(bmc.EndPoint, "mc commands", Ct, password: "password")).Json;
        var theirs = await IpmitoolAsync(bmc, "firewall info");

        foreach (var function in ours.EnumerateArray())
        {
            var number = (byte)Enum.Parse<Ipmi.NetFn>(function.GetProperty("netFn").GetString()!);
            var line = theirs.Split('\n').First(l => l.StartsWith($"00,{number:x2} support:", StringComparison.Ordinal));
            // Bytes, the first command in the lowest bit of the first.
            var mask = Convert.FromHexString(line.Split(':')[1].Replace(" ", "", StringComparison.Ordinal));
            var commands = Enumerable.Range(0, 256).Where(c => (mask[c / 8] >> (c % 8) & 1) != 0).Select(c => (byte)c);
            Assert.Equal(commands, Convert.FromHexString(function.GetProperty("commands").GetString()!));
        }
    }

    [Fact]
    public async Task Reset_ByUs_EndsSessionsAndTheBmcComesBack()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, BootPace = 0 });

        Assert.Equal("Sent cold reset command to MC\n", await OursAsync(bmc, "mc reset cold"));
        Assert.Contains("passed", await IpmitoolAsync(bmc, "mc selftest"));
    }

    private static async Task CompareChannelAsync(IPEndPoint bmc, string password)
    {
        var theirs = await Ipmitool.RunAsync(bmc, "channel info 1", Ct, password: password);
        var ours = await ToolRun.TextAsync(bmc, "channel info", Ct, password: password);
        var json = (await ToolRun.JsonAsync(bmc, "channel info", Ct, password: password)).Json;
        var info = json.GetProperty("info");
        Assert.Equal(("802.3 LAN", "Lan"), (Ipmitool.Field(theirs, "Channel Medium Type"), info.GetProperty("medium").GetString()));
        Assert.Equal(("IPMB-1.0", "Ipmb"), (Ipmitool.Field(theirs, "Channel Protocol Type"), info.GetProperty("protocol").GetString()));
        Assert.Equal(("multi-session", "Multi"), (Ipmitool.Field(theirs, "Session Support"), info.GetProperty("sessions").GetString()));
        foreach (var field in (string[])["Active Session Count", "Protocol Vendor ID", "Alerting", "Per-message Auth", "User Level Auth"])
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours.Succeeded().Output, field));
        foreach (var setting in (string[])["inForce", "stored"])
            Assert.Equal(("AlwaysAvailable", "Administrator"), (json.GetProperty(setting).GetProperty("mode").GetString(), json.GetProperty(setting).GetProperty("privilegeLimit").GetString()));
        Assert.Equal(2, theirs.Split("always available").Length - 1);
    }

    private static async Task CompareAccessAsync(IPEndPoint bmc, string password, string status)
    {
        var theirs = await Ipmitool.RunAsync(bmc, "channel getaccess 1 2", Ct, password: password);
        var ours = (await ToolRun.TextAsync(bmc, "channel getaccess 1 2", Ct, password: password)).Succeeded().Output;
        foreach (var field in (string[])
        [
            "Maximum User IDs", "Enabled User IDs", "User ID", "User Name", "Fixed Name", "Access Available", "Link Authentication", "IPMI Messaging", "Privilege Level",
        ])
        {
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        }

        Assert.Equal(status, Ipmitool.Field(theirs, "Enable Status"));
    }

    private static async Task CompareEnablesAsync(IPEndPoint bmc, string password)
    {
        var theirs = await Ipmitool.RunAsync(bmc, "mc getenables", Ct, password: password);
        var ours = (await ToolRun.TextAsync(bmc, "mc getenables", Ct, password: password)).Succeeded().Output;
        foreach (var field in (string[])
            ["Receive Message Queue Interrupt", "Event Message Buffer Full Interrupt", "Event Message Buffer", "System Event Logging", "OEM 0", "OEM 1", "OEM 2"])
        {
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        }
    }

    private static async Task CompareSessionsAsync(IPEndPoint bmc, string password, params string[] fields)
    {
        foreach (var verb in (string[])["session info active", "session info all"])
        {
            var theirs = await Ipmitool.RunAsync(bmc, verb, Ct, password: password);
            var ours = (await ToolRun.TextAsync(bmc, verb, Ct, password: password)).Succeeded().Output;
            foreach (var field in fields.Concat(["slot count", "active sessions", "user id", "privilege level", "session type"]))
                Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        }
    }

    private static Task<string> IpmitoolAsync(SimulatedBmc bmc, string verb) => Ipmitool.RunAsync(bmc.EndPoint, verb, Ct, password: "password");

    private static async Task<string> OursAsync(SimulatedBmc bmc, string verb) => (await ToolRun.TextAsync(bmc.EndPoint, verb, Ct, password: "password")).Succeeded().Output;

    private static Task<string> FreeAsync(SimulatedBmc bmc, string program, string arguments) => FreeIpmi.RunAsync(program, bmc.EndPoint, arguments, Ct, password: "password");
}
