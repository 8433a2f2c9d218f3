namespace Portal.BmcSim.Tests;

/// <summary>Whoever still looks for a simulator that is gone must not meet the next one.</summary>
public sealed class SimPortsTests
{
    [Fact]
    public async Task Start_OnAnyPort_IsNeverWhereAnEarlierOneWas()
    {
        var ports = new HashSet<int>();
        for (var count = 0; count < 50; count++)
        {
            await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
            Assert.True(ports.Add(bmc.EndPoint.Port), $"Port {bmc.EndPoint.Port} came again.");
        }
    }
}
