using System.Text.Json;
using Portal.Testing;

namespace Portal.Interop.Tests.Lab;

/// <summary>Our program on Linux's own IPMI driver and a BMC by QEMU, inside of a virtual machine.</summary>
public sealed class InBandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_InsideOfAMachine_TalksToItsOwnBmc()
    {
        var lines = await InBandMachine.RunAsync(AppContext.BaseDirectory, ["mc info", "raw 0x00 0x01", "raw 0x2e 0x01"], Ct);

        // As scripts/in-band.mjs makes the BMC; the rest are QEMU's defaults (hw/ipmi/ipmi_bmc_sim.c).
        var info = Result(lines[0]);
        Assert.Equal((0x20, 10876, 3842), (info.GetProperty("id").GetInt32(), info.GetProperty("manufacturerId").GetInt32(), info.GetProperty("productId").GetInt32()));
        Assert.Equal((1, 42), (info.GetProperty("firmwareMajor").GetInt32(), info.GetProperty("firmwareMinor").GetInt32()));
        Assert.Equal((2, 0), (info.GetProperty("ipmiMajor").GetInt32(), info.GetProperty("ipmiMinor").GetInt32()));
        Assert.Equal(1, Convert.FromHexString(Result(lines[1]).GetProperty("data").GetString()!)[0] & 1);
        Assert.Equal(0xC1, lines[2].GetProperty("problem").GetProperty("completionCode").GetInt32());
    }

    private static JsonElement Result(JsonElement line)
    {
        Assert.True(line.GetProperty("exitStatus").GetInt32() == 0, line.GetRawText());
        return line.GetProperty("result");
    }
}
