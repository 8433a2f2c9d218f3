using System.Text.Json;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;

namespace Portal.Interop.Tests.Parity;

/// <summary>Controllers behind the BMC: ipmi_sim delivers their answers in messages of their own, our simulator inside of the answer to Send Message.</summary>
public sealed class BridgingParityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-t 0x82 mc info")]
    [InlineData("-t 0x82 -b 0 mc info")]
    public async Task SingleBridge_OnIpmiSim_IsWhatIpmitoolShows(string verb)
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);

        var ours = await ToolRun.TextAsync(sim.EndPoint, verb, Ct);
        var theirs = await Ipmitool.RunAsync(sim.EndPoint, verb, Ct);

        foreach (var name in (string[])["Device ID", "Device Revision", "Firmware Revision", "IPMI Version", "Manufacturer ID"])
            Assert.Equal(Ipmitool.Field(theirs, name), Ipmitool.Field(ours.Succeeded().Output, name));
        Assert.Equal("2", Ipmitool.Field(ours.Output, "Device ID"));
        Assert.Equal(
            (await Ipmitool.RunAsync(sim.EndPoint, "-t 0x82 raw 4 0x2d 1", Ct)).TrimEnd(),
            (await ToolRun.TextAsync(sim.EndPoint, "-t 0x82 raw 4 0x2d 1", Ct)).Succeeded().Output.TrimEnd());
    }

    [Fact]
    public async Task Bridges_OnOurSimulator_AreWhatIpmitoolShows()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions
        {
            Hardware = HardwareProfile.Standard with
            {
                Satellites =
                [
                    new SimSatellite
                    {
                        Address = 0x82, Channel = 6, DeviceId = 33, Readings = new Dictionary<byte, byte> { [7] = 0x55 },
                        Satellites = [new SimSatellite { Address = 0x72, Channel = 7, DeviceId = 44 }],
                    },
                ],
            },
        });

        foreach (var (verb, id) in (IEnumerable<(string, string)>)[("-t 0x82 -b 6 mc info", "33"), ("-t 0x72 -b 7 -T 0x82 -B 6 mc info", "44"), ("mc info", "32")])
        {
            Assert.Equal(id, Ipmitool.Field((await ToolRun.TextAsync(bmc.EndPoint, verb, Ct, password: "password")).Succeeded().Output, "Device ID"));
            // ipmitool gives up on an answer inside of an answer inside of an answer.
            if (!verb.Contains("-T"))
                Assert.Equal(id, Ipmitool.Field(await Ipmitool.RunAsync(bmc.EndPoint, verb, Ct, password: "password"), "Device ID"));
        }

        Assert.Equal("55c0c0", (await ToolRun.JsonAsync(bmc.EndPoint, "-t 0x82 -b 6 raw 4 0x2d 7", Ct, password: "password")).Json.GetProperty("data").GetString());
        Assert.Equal(0xCB, await RefusalAsync(bmc, "-t 0x82 -b 6 raw 4 0x2d 8"));
        Assert.Equal(0x83, await RefusalAsync(bmc, "-t 0x84 -b 6 mc info"));
        Assert.Equal(0x83, await RefusalAsync(bmc, "-t 0x74 -b 7 -T 0x82 -B 6 mc info"));
    }

    private static async Task<int> RefusalAsync(SimulatedBmc bmc, string verb)
    {
        var run = await ToolRun.JsonAsync(bmc.EndPoint, verb, Ct, password: "password");
        Assert.Equal(1, run.ExitCode);
        return JsonDocument.Parse(run.Errors).RootElement.GetProperty("completionCode").GetInt32();
    }
}
