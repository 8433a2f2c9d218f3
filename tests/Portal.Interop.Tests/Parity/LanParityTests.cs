using System.Text.Json;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>LAN and SOL configuration, read and set by us, ipmitool and FreeIPMI.</summary>
public sealed class LanParityTests
{
    private static readonly string[] s_fields =
    [
        "Set in Progress", "Auth Type Support", "IP Address Source", "IP Address", "Subnet Mask", "MAC Address", "SNMP Community String", "IP Header",
        "Default Gateway IP", "Default Gateway MAC", "Backup Gateway IP", "Backup Gateway MAC", "802.1q VLAN ID", "802.1q VLAN Priority", "RMCP+ Cipher Suites",
    ];

    private static readonly string[] s_solFields =
    [
        "Set in progress", "Enabled", "Force Encryption", "Force Authentication", "Privilege Level", "Character Accumulate Level (ms)", "Character Send Threshold", "Retry Count",
        "Retry Interval (ms)", "Volatile Bit Rate (kbps)", "Non-Volatile Bit Rate (kbps)", "Payload Channel", "Payload Port",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Print_OfIpmiSim_IsTheSame()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        var theirs = await Ipmitool.RunAsync(sim.EndPoint, "lan print 1", Ct);
        var ours = (await ToolRun.TextAsync(sim.EndPoint, "lan print", Ct)).Succeeded().Output;
        var json = (await ToolRun.JsonAsync(sim.EndPoint, "lan print", Ct)).Json;
        var free = ParityText.Section(await FreeIpmi.RunAsync("ipmi-config", sim.EndPoint, "--category=core --checkout --section=Lan_Conf", Ct), "Lan_Conf");

        foreach (var field in s_fields)
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        Assert.Equal(Ipmitool.Field(theirs, "Cipher Suite Priv Max"), Ipmitool.Field(ours, "Cipher Suite Priv Max"));
        foreach (var level in (string[])["Callback", "User", "Operator", "Admin"])
            Assert.Equal(Line(theirs, $"{level,-8} : "), Line(ours, $"{level,-8} : "));
        Compare(free, json);
        // What ipmi_sim does not know, which ipmitool passes over in silence.
        Assert.Equal([8, 9, 10, 11, 18, 19, 25, 26, 50, 51], json.GetProperty("unread").EnumerateArray().Select(u => u.GetProperty("parameter").GetInt32()).Order());
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("ilo")]
    [InlineData("lenovo")]
    [InlineData("supermicro")]
    public async Task Print_OfAProfile_IsTheSame(string profile)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = ParityText.Profile(profile), Line = SimLine.Silent, Ipmi15 = [0, 2, 4] });
        var channel = ParityText.Profile(profile).LanChannel;
        var theirs = await IpmitoolAsync(bmc, $"lan print {channel}");
        var ours = await OursAsync(bmc, "lan print");
        var json = (await ToolRun.JsonAsync(bmc.EndPoint, "lan print", Ct, password: "password")).Json;

        foreach (var field in s_fields.Concat(["BMC ARP Control", "Gratituous ARP Intrvl"]))
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        // ipmitool shows all 15 places as they stand; we show those of the suites there are.
        if (profile != "supermicro")
            Assert.StartsWith(Ipmitool.Field(ours, "Cipher Suite Priv Max"), Ipmitool.Field(theirs, "Cipher Suite Priv Max"));
        Assert.Equal(channel, json.GetProperty("channel").GetByte());
        Compare(ParityText.Section(await FreeAsync(bmc, "ipmi-config", $"--category=core --checkout --section=Lan_Conf --lan-channel-number={channel}"), "Lan_Conf"), json);
    }

    [Fact]
    public async Task Print_OfABmcThatKnowsLittle_IsTheSame()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = ServerProfiles.Odd, Line = SimLine.Silent });
        var theirs = await IpmitoolAsync(bmc, "lan print 8");
        var ours = await OursAsync(bmc, "lan print");

        foreach (var field in (string[])["IP Address Source", "IP Address", "Subnet Mask", "MAC Address", "Default Gateway IP", "BMC ARP Control", "RMCP+ Cipher Suites"])
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        Assert.DoesNotContain("VLAN", ours);
        Assert.DoesNotContain("Community", ours);
        Assert.Equal("7 16 20 21 26", string.Join(' ', Ipmitool.Field(ours, "Not told by the BMC").Split(' ').Order(StringComparer.Ordinal).OrderBy(int.Parse)));
    }

    [Fact]
    public async Task Set_ByUs_IsSeenByTheOthers()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        foreach (var setting in (string[])
        [
            "ipsrc dhcp", "netmask 255.255.0.0", "defgw 10.0.0.1", "defgwmac 02:00:00:00:00:0a", "bakgw 10.0.0.2", "bakgwmac 02:00:00:00:00:0b", "snmp traps", "vlan 42", "vlan-priority 3",
            "arp-generate respond generate", "arp-interval 3", "ttl 32", "alert-address 1 10.9.8.7", "ipv6-hop-limit 9", "ipv6-address 1 2001:db8::5/64",
            "ipv6-routers static", "ipv6 both", "cipher-privileges aa", "ipaddr 10.0.0.7",
        ])
        {
            Assert.Contains("set and read back", await OursAsync(bmc, $"lan set {setting}"));
        }

        var theirs = await IpmitoolAsync(bmc, "lan print 1");
        foreach (var (field, value) in new[]
        {
            ("IP Address Source", "DHCP Address"), ("IP Address", "10.0.0.7"), ("Subnet Mask", "255.255.0.0"), ("Default Gateway IP", "10.0.0.1"), ("Default Gateway MAC", "02:00:00:00:00:0a"),
            ("Backup Gateway IP", "10.0.0.2"), ("Backup Gateway MAC", "02:00:00:00:00:0b"), ("SNMP Community String", "traps"), ("802.1q VLAN ID", "42"), ("802.1q VLAN Priority", "3"),
            ("BMC ARP Control", "ARP Responses Enabled, Gratuitous ARP Enabled"), ("Gratituous ARP Intrvl", "3.0 seconds"), ("Cipher Suite Priv Max", "aaXXXXXXXXXXXXX"),
        })
        {
            Assert.Equal(value, Ipmitool.Field(theirs, field));
        }

        Assert.StartsWith("TTL=0x20", Ipmitool.Field(theirs, "IP Header"));
        Assert.Equal("10.9.8.7", Ipmitool.Field(await IpmitoolAsync(bmc, "lan alert print 1 1"), "Alert IP Address"));
        Assert.Contains("static_hops 9", await Lan6Async(bmc, "static_hops"));
        Assert.Contains("2001:db8::5", await Lan6Async(bmc, "static_addr 1"));
        Assert.Contains("rtr_cfg static", await Lan6Async(bmc, "rtr_cfg"));
        Compare(
            ParityText.Section(await FreeAsync(bmc, "ipmi-config", "--category=core --checkout --section=Lan_Conf"), "Lan_Conf"),
            (await ToolRun.JsonAsync(bmc.EndPoint, "lan print", Ct, password: "password")).Json);
    }

    [Fact]
    public async Task Set_ByIpmitool_IsSeenByUs()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        foreach (var setting in (string[])["ipsrc static", "netmask 255.255.255.128", "defgw ipaddr 10.1.0.1", "vlan id 7", "vlan priority 2", "snmp other", "arp generate on"])
            await IpmitoolAsync(bmc, $"lan set 1 {setting}");
        await IpmitoolAsync(bmc, "lan6 set 1 static_hops 17");

        var json = (await ToolRun.JsonAsync(bmc.EndPoint, "lan print", Ct, password: "password")).Json;
        Assert.Equal(
            ("Static", "255.255.255.128", "10.1.0.1", true, 7, 2, "other"),
            (json.GetProperty("addressSource").GetString(), json.GetProperty("subnetMask").GetString(), json.GetProperty("gateway").GetString(),
                json.GetProperty("vlanEnabled").GetBoolean(), json.GetProperty("vlanId").GetInt32(), json.GetProperty("vlanPriority").GetInt32(), json.GetProperty("community").GetString()));
        Assert.Equal(17, json.GetProperty("ipv6").GetProperty("hopLimit").GetInt32());
        Assert.Contains("Gratuitous", json.GetProperty("arpControl").GetString());
    }

    [Fact]
    public async Task Ipv6_OfTheSimulator_IsWhatIpmitoolShows()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        var ipv6 = (await ToolRun.JsonAsync(bmc.EndPoint, "lan print", Ct, password: "password")).Json.GetProperty("ipv6");

        Assert.Contains("enables both", await Lan6Async(bmc, "enables"));
        Assert.Equal("Both", ipv6.GetProperty("enables").GetString());
        var dynamic = await IpmitoolAsync(bmc, "lan6 print 1 dynamic_addr 0");
        Assert.Contains(ipv6.GetProperty("dynamicAddresses")[0].GetProperty("address").GetString()!, dynamic);
        Assert.Contains($"static_hops {ipv6.GetProperty("hopLimit").GetInt32()}", await Lan6Async(bmc, "static_hops"));
        Assert.Contains("/64", dynamic);
        Assert.Contains("SLAAC", dynamic);
        var router = ipv6.GetProperty("dynamicRouters")[0];
        var theirs = await IpmitoolAsync(bmc, "lan6 print 1 dynamic_rtr 0");
        Assert.Equal(router.GetProperty("address").GetString(), Ipmitool.Field(theirs, "Address"));
        Assert.Equal($"{router.GetProperty("prefix").GetString()}/{router.GetProperty("prefixLength")}", Ipmitool.Field(theirs, "Prefix"));
        Assert.Equal($"{router.GetProperty("hopLimit")}", Ipmitool.Field(await IpmitoolAsync(bmc, "lan6 print 1 dynamic_hops"), "IPv6 Dynamic Router Received Hop Limit"));
        // A length, then that many bytes.
        var duid = await IpmitoolAsync(bmc, "lan6 print 1 static_duid 0 0");
        Assert.Equal("10", Ipmitool.Field(duid, "Length"));
        Assert.Contains($"0a{ipv6.GetProperty("staticDuid").GetString()}", duid.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statistics_AreTheSame()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await OursAsync(bmc, "lan stats --clear");
        var ours = await OursAsync(bmc, "lan stats");
        var theirs = await IpmitoolAsync(bmc, "lan stats get 1");

        foreach (var field in (string[])["IP Rx Header Errors", "IP Rx Address Errors", "IP Rx Fragmented", "UDP Proxy Packet Received", "UDP Proxy Packet Dropped"])
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        Assert.True(int.Parse(Ipmitool.Field(theirs, "IP Rx Packet"), null) > int.Parse(Ipmitool.Field(ours, "IP Rx Packet"), null));
    }

    [Fact]
    public async Task Sol_OfEither_IsSeenByTheOthers()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await CompareSolAsync(bmc);
        foreach (var setting in (string[])
        [
            "privilege-level operator", "character-accumulate-level 20", "character-send-threshold 33", "retry-count 2", "retry-interval 50", "non-volatile-bit-rate 57.6",
            "volatile-bit-rate 9.6", "force-encryption false",
        ])
        {
            await OursAsync(bmc, $"sol set {setting}");
        }

        await CompareSolAsync(bmc);
        await IpmitoolAsync(bmc, "sol set retry-count 5 1");
        await IpmitoolAsync(bmc, "sol set enabled false 1");
        await CompareSolAsync(bmc);
        Assert.Equal("false", Ipmitool.Field(await OursAsync(bmc, "sol info"), "Enabled"));

        await OursAsync(bmc, "sol payload disable 3");
        Assert.Contains("disabled", await IpmitoolAsync(bmc, "sol payload status 1 3"));
        await IpmitoolAsync(bmc, "sol payload enable 1 3");
        Assert.Equal("enabled", Ipmitool.Field(await OursAsync(bmc, "sol payload status 3"), "SOL"));
    }

    private static async Task CompareSolAsync(SimulatedBmc bmc)
    {
        var theirs = await IpmitoolAsync(bmc, "sol info 1");
        var ours = await OursAsync(bmc, "sol info");
        foreach (var field in s_solFields)
            Assert.Equal(Ipmitool.Field(theirs, field), Ipmitool.Field(ours, field));
        var config = ParityText.Section(await FreeAsync(bmc, "ipmi-config", "--category=core --checkout --section=SOL_Conf"), "SOL_Conf");
        var json = (await ToolRun.JsonAsync(bmc.EndPoint, "sol info", Ct, password: "password")).Json;
        Assert.Equal(config["Enable_SOL"] == "Yes", json.GetProperty("enabled").GetBoolean());
        Assert.Equal(config["SOL_Privilege_Level"], json.GetProperty("privilege").GetString());
        Assert.Equal(config["Character_Send_Threshold"], $"{json.GetProperty("sendThreshold")}");
        Assert.Equal(config["SOL_Retry_Count"], $"{json.GetProperty("retryCount")}");
        Assert.Equal($"Bps{config["Volatile_Bit_Rate"]}", json.GetProperty("bitRate").GetString());
        Assert.Equal($"Bps{config["Non_Volatile_Bit_Rate"]}", json.GetProperty("storedBitRate").GetString());
    }

    private static void Compare(Dictionary<string, string> free, JsonElement json)
    {
        foreach (var (name, property) in new[]
        {
            ("IP_Address", "address"), ("Subnet_Mask", "subnetMask"), ("Default_Gateway_IP_Address", "gateway"), ("Backup_Gateway_IP_Address", "backupGateway"),
        })
        {
            Assert.Equal(free[name], json.GetProperty(property).GetString());
        }

        Assert.Equal(free["MAC_Address"].Replace(":", "", StringComparison.Ordinal), json.GetProperty("mac").GetString());
        Assert.Equal(free["Default_Gateway_MAC_Address"].Replace(":", "", StringComparison.Ordinal), json.GetProperty("gatewayMac").GetString());
        Assert.Equal(free["IP_Address_Source"], json.GetProperty("addressSource").GetString() switch { "Dhcp" => "Use_DHCP", "Firmware" => "Use_BIOS", var other => other });
    }

    private static string Line(string output, string part) => output.Split('\n').First(line => line.Contains(part, StringComparison.Ordinal)).Split(part)[1].Trim();

    private static async Task<string> Lan6Async(SimulatedBmc bmc, string parameter)
    {
        // "save" prints one line per parameter, as "lan6 set" takes it.
        var output = await IpmitoolAsync(bmc, $"lan6 save 1 {parameter}");
        return string.Join(' ', output.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static Task<string> IpmitoolAsync(SimulatedBmc bmc, string verb) => Ipmitool.RunAsync(bmc.EndPoint, verb, Ct, password: "password");

    private static async Task<string> OursAsync(SimulatedBmc bmc, string verb) => (await ToolRun.TextAsync(bmc.EndPoint, verb, Ct, password: "password")).Succeeded().Output;

    private static Task<string> FreeAsync(SimulatedBmc bmc, string program, string arguments) => FreeIpmi.RunAsync(program, bmc.EndPoint, arguments, Ct, password: "password");
}
