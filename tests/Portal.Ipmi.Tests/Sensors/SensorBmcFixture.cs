using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tests.Sensors;

/// <summary>A simulated BMC with steady sensors, and a session to it.</summary>
public abstract class SensorBmcFixture : BmcSessionFixture
{
    protected static SimulatedBmc Start(HardwareProfile hardware) => Start(options => options with { Hardware = hardware with { ReadingsDrift = false } });

    protected static Task<BmcSession> OpenAsync(SimulatedBmc bmc, Func<BmcSessionOptions, BmcSessionOptions>? configure = null) =>
        BmcSession.OpenAsync(configure?.Invoke(Options(bmc)) ?? Options(bmc), Ct);

    protected static async Task<List<SensorReading>> ReadAsync(SensorReader reader)
    {
        var readings = new List<SensorReading>();
        await foreach (var reading in reader.ReadAsync(Ct))
            readings.Add(reading);
        return readings;
    }

    /// <summary>How often the BMC executed a command.</summary>
    protected static int Count(SimulatedBmc bmc, byte netFn, byte command) => bmc.Ledger.Count(entry => entry.NetFn == netFn && entry.Command == command);
}
