using System.Text.Json;
using Portal.Testing;

namespace Portal.Interop.Tests.Lab;

/// <summary>Our program on Linux's own IPMI driver and a BMC by QEMU, inside of a virtual machine.</summary>
public sealed class InBandTests
{
    private static readonly string[] s_lines =
        ["mc info", "raw 0x00 0x01", "chassis status", "raw 0x2e 0x01", "sdr list", "sel info", "event 1", "sel list", "-t 0x82 mc info"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_InsideOfAMachine_TalksToItsOwnBmc()
    {
        var lines = await InBandMachine.RunAsync(AppContext.BaseDirectory, s_lines, Ct);

        // As scripts/in-band.mjs makes the BMC; the rest are QEMU's defaults (hw/ipmi/ipmi_bmc_sim.c).
        var info = Result(lines[0]);
        Assert.Equal((0x20, 10876, 3842), (info.GetProperty("id").GetInt32(), info.GetProperty("manufacturerId").GetInt32(), info.GetProperty("productId").GetInt32()));
        Assert.Equal((1, 42), (info.GetProperty("firmwareMajor").GetInt32(), info.GetProperty("firmwareMinor").GetInt32()));
        Assert.Equal((2, 0), (info.GetProperty("ipmiMajor").GetInt32(), info.GetProperty("ipmiMinor").GetInt32()));
        Assert.Equal("61000000", Result(lines[1]).GetProperty("data").GetString());
        Assert.True(Result(lines[2]).GetProperty("isOn").GetBoolean());
        Assert.Equal(0xC1, lines[3].GetProperty("problem").GetProperty("completionCode").GetInt32());

        var watchdog = Result(lines[4]).GetProperty("sensors").EnumerateArray().Single();
        Assert.Equal(("Watchdog", "Watchdog 2", 0x20), (watchdog.GetProperty("name").GetString(), watchdog.GetProperty("type").GetString(), watchdog.GetProperty("owner").GetInt32()));

        Assert.Equal(0, Result(lines[5]).GetProperty("info").GetProperty("entries").GetInt32());
        Result(lines[6]);
        var entry = Result(lines[7]).GetProperty("entries").EnumerateArray().Single();
        Assert.Equal(("Temperature", "Upper critical going high", "system management software"), (
            entry.GetProperty("sensorType").GetString(), entry.GetProperty("event").GetString(), entry.GetProperty("generator").GetString()));
        Assert.Equal(1, lines[8].GetProperty("exitStatus").GetInt32());
    }

    private static JsonElement Result(JsonElement line)
    {
        Assert.True(line.GetProperty("exitStatus").GetInt32() == 0, line.GetRawText());
        return line.GetProperty("result");
    }
}
