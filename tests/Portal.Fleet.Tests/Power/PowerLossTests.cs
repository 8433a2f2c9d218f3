using Portal.BmcSim;
using Portal.Fleet.Power;

namespace Portal.Fleet.Tests.Power;

/// <summary>Power operations through a bad network. A class of its own, so that its waiting is nobody else's.</summary>
public class PowerLossTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Request_TwentyPercentLoss_ExecutesAtMostOnceAndNeverLies()
    {
        var options = TestPortal.Quick with { CommandTimeout = TimeSpan.FromSeconds(1.5), PowerProof = TimeSpan.FromSeconds(3), PowerSettle = TimeSpan.FromSeconds(15) };
        await using var portal = await TestPortal.StartAsync(options);
        var ends = await Task.WhenAll(Enumerable.Range(1, 6).Select(async seed =>
        {
            await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Seed = seed, BootPace = 0.2 });
            var (server, handle) = await PowerScene.LiveAsync(portal, bmc, $"sim-{seed}");
            bmc.Faults.Loss = 0.2;
            var states = new List<PowerOperationState>();
            foreach (var action in new[] { PowerAction.Off, PowerAction.On, PowerAction.Cycle, PowerAction.Reset, PowerAction.Off, PowerAction.On })
            {
                var before = PowerScene.Executed(bmc);
                var operation = await handle.RequestPowerAsync(action, null, null, Ct);
                var ended = await portal.WaitEndAsync(operation.Id, server.Id, 60);
                var executed = PowerScene.Executed(bmc) - before;
                states.Add(ended.State);

                Assert.InRange(executed, 0, 1);
                if (ended.State is PowerOperationState.Confirmed or PowerOperationState.NotReached)
                    Assert.Equal(1, executed);
                if (ended.State == PowerOperationState.Failed)
                    Assert.Equal(0, executed);
                if (ended.State == PowerOperationState.Confirmed && action is PowerAction.On or PowerAction.Off)
                    Assert.Equal(action == PowerAction.On, bmc.IsOn);
            }

            return states;
        }));

        var all = ends.SelectMany(states => states).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", all.GroupBy(state => state).Select(group => $"{group.Count()} {group.Key}")));
        Assert.Contains(PowerOperationState.Confirmed, all);
    }
}
