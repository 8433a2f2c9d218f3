using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>Makers' own commands: the simulated makes answer ipmitool's delloem and nm verbs and FreeIPMI's ipmi-oem, and all read the same. Differences: docs/ipmi-parity.md.</summary>
public sealed class OemParityTests
{
    private const string Password = "password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Idrac_IsWhatDelloemAndIpmiOemRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = ServerProfiles.Idrac });
        var facts = await FactsAsync(bmc);

        Assert.Equal((await OemAsync(bmc, "get-system-info service-tag")).Trim(), facts["Service tag"]);
        Assert.Equal((await OemAsync(bmc, "get-system-info asset-tag")).Trim(), facts["Asset tag"]);
        Assert.Equal((await OemAsync(bmc, "get-system-info product-name")).Trim(), facts["Model"]);
        Assert.Equal((await OemAsync(bmc, "get-system-info idrac-ipv4-url")).Trim(), facts["iDRAC URL"]);
        var idrac = await OemAsync(bmc, "get-system-info idrac-info");
        Assert.Equal(Ipmitool.Field(idrac, "iDRAC Firmware Version"), facts["iDRAC firmware"]);
        Assert.Equal($"{Ipmitool.Field(idrac, "IP Address")} ({Ipmitool.Field(idrac, "IP Configuration").ToLowerInvariant()})", facts["iDRAC address"]);
        var power = await OemAsync(bmc, "get-instantaneous-power-consumption-data");
        Assert.Equal($"{Ipmitool.Field(power, "Instantaneous Power")}, 0.9 A", facts["Power now"]);
        Assert.Equal("LOM 1", (await OemAsync(bmc, "get-active-lom-status")).Trim());
        Assert.Equal("LOM 1", facts["Active LAN port"]);

        var mac = await Ipmitool.RunAsync(bmc.EndPoint, "delloem mac", Ct, password: Password);
        foreach (var nic in new[] { 1, 2, 3 })
            Assert.Contains(facts[$"NIC {nic} MAC address"].Split(' ')[0], mac);
        var lan = await Ipmitool.RunAsync(bmc.EndPoint, "delloem lan get", Ct, password: Password);
        Assert.Equal(("shared with lom1", "shared with failover all loms"), (Ipmitool.Field(lan, "Shared LOM"), Ipmitool.Field(lan, "Failover LOM")));
        Assert.Equal("shared with LOM 1, failover to all LOMs", facts["LAN mode"]);
        var history = await Ipmitool.RunAsync(bmc.EndPoint, "delloem powermonitor", Ct, password: Password);
        Assert.Contains($"Reading        : {facts["Energy"].Split(" since", StringSplitOptions.None)[0]}", history);
        Assert.Contains($"Peak Reading   : {facts["Peak power"].Split(" at", StringSplitOptions.None)[0]}", history);
        Assert.Contains($"Peak Reading   : {facts["Peak current"].Split(" at", StringSplitOptions.None)[0]}", history);
    }

    [Fact]
    public async Task NodeManager_IsWhatIpmitoolReads()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = ServerProfiles.Odd });
        var facts = await FactsAsync(bmc);

        Assert.Contains($"Node Manager Version {facts["Node Manager"]}", await Ipmitool.RunAsync(bmc.EndPoint, "nm discover", Ct, password: Password));
        var power = await Ipmitool.RunAsync(bmc.EndPoint, "nm statistics power", Ct, password: Password);
        Assert.Equal("214 Watts", Ipmitool.Field(power, "Instantaneous reading"));
        Assert.Equal("214 W now, 96 to 388 W, average 201 W", facts["Power"]);
        var capability = await Ipmitool.RunAsync(bmc.EndPoint, "nm capability", Ct, password: Password);
        Assert.Matches("max_power\\s+900 Watts", capability);
        Assert.Matches("min_power\\s+120 Watts", capability);
        Assert.Equal("120 to 900 W, 16 policies", facts["Power limits"]);
    }

    private static async Task<Dictionary<string, string>> FactsAsync(SimulatedBmc bmc)
    {
        var json = (await ToolRun.JsonAsync(bmc.EndPoint, "oem info", Ct, password: Password)).Json;
        return json.GetProperty("facts").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("value").GetString()!);
    }

    private static Task<string> OemAsync(SimulatedBmc bmc, string command) => FreeIpmi.RunAsync("ipmi-oem", bmc.EndPoint, $"dell {command}", Ct, password: Password);
}
