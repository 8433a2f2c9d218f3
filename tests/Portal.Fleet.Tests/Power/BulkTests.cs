using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Power;
using Portal.Fleet.Power.Bulk;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Power;

/// <summary>A bulk operation that is stopped, cut off or cannot be written: what was begun is never taken for what was not.</summary>
[Trait("Database", "Both")]
public class BulkTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Stop_BetweenBatches_TheRestIsNotBegun()
    {
        await using var first = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        await using var second = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var bulk = await StartAsync(portal, [first, second], delaySeconds: 3600);
        await WaitAsync(portal, bulk.Id, view => view.Targets[0].State == BulkTargetState.Confirmed);
        await portal.Access.StopBulkAsync(TestPortal.Admin, bulk.Id, Ct);
        var ended = await WaitAsync(portal, bulk.Id, view => view.State != BulkState.Running);

        Assert.Equal((BulkState.Stopped, BulkTargetState.NotBegun), (ended.State, ended.Targets[1].State));
        Assert.Equal((1, 0), (PowerScene.Executed(first), PowerScene.Executed(second)));
        Assert.Equal("not_running", (await Assert.ThrowsAsync<BulkRefusedException>(() => portal.Access.StopBulkAsync(TestPortal.Admin, bulk.Id, Ct))).Code);
    }

    [Fact]
    public async Task Restart_BetweenBatches_GoesOnOnlyWhenAPersonSaysSo()
    {
        await using var first = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        await using var second = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        await using var portal = await TestPortal.StartAsync();
        var bulk = await StartAsync(portal, [first, second], delaySeconds: 3600);
        await WaitAsync(portal, bulk.Id, view => view.Targets[0].State == BulkTargetState.Confirmed);
        await portal.StopAsync();

        await using var again = await TestPortal.StartAsync(directory: portal.Directory);
        var interrupted = await again.Access.GetBulkAsync(TestPortal.Admin, bulk.Id, Ct);
        Assert.Equal(BulkState.Interrupted, interrupted.State);
        Assert.Equal([BulkTargetState.Confirmed, BulkTargetState.NotBegun], interrupted.Targets.Select(target => target.State));

        await again.WaitLiveAsync(interrupted.Targets[1].ServerId);
        var retry = await again.Access.RetryBulkAsync(TestPortal.Admin, bulk.Id, unsure: true, null, Ct);
        var ended = await WaitAsync(again, retry.Id, view => view.State != BulkState.Running);
        Assert.Equal(BulkTargetState.Confirmed, Assert.Single(ended.Targets).State);
        Assert.Equal((1, 1), (PowerScene.Executed(first), PowerScene.Executed(second)));
    }

    /// <summary>The command went out, and no word of it can be written: it must not be offered as one that was never begun.</summary>
    [Fact]
    public async Task Begin_RowCannotBeWritten_IsNotRepeatedAfterwards()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 0 });
        await using var portal = await TestPortal.StartAsync(sqlite: true);
        await using (var db = await portal.DbAsync())
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER Broken BEFORE UPDATE ON BulkTargets BEGIN SELECT RAISE(ABORT, 'disk'); END", Ct);
        var bulk = await StartAsync(portal, [bmc], delaySeconds: 0);
        await portal.WaitAsync(bulk.Targets[0].ServerId, status => status.Operation is { Ended: true });
        await portal.StopAsync();

        await using var unrun = await TestPortal.StartAsync(directory: portal.Directory, run: false, sqlite: true);
        await using (var db = await unrun.DbAsync())
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Broken", Ct);
        await unrun.RunAsync();
        var ended = await unrun.Access.GetBulkAsync(TestPortal.Admin, bulk.Id, Ct);
        Assert.Equal((BulkState.Interrupted, BulkTargetState.Confirmed), (ended.State, Assert.Single(ended.Targets).State));
        Assert.Equal("nothing_to_retry", (await Assert.ThrowsAsync<BulkRefusedException>(() => unrun.Access.RetryBulkAsync(TestPortal.Admin, bulk.Id, unsure: true, null, Ct))).Code);
        Assert.Equal(1, PowerScene.Executed(bmc));
    }

    private static async Task<BulkView> StartAsync(TestPortal portal, SimulatedBmc[] bmcs, int delaySeconds)
    {
        var servers = new List<BmcId>();
        foreach (var bmc in bmcs)
            servers.Add((await PowerScene.LiveAsync(portal, bmc, $"sim-{servers.Count}")).Server.Id);
        return await portal.Access.StartBulkAsync(TestPortal.Admin, new BulkRequest(PowerAction.Off) { Servers = servers, BatchSize = 1, DelaySeconds = delaySeconds }, Ct);
    }

    private static async Task<BulkView> WaitAsync(TestPortal portal, BulkId id, Func<BulkView, bool> wanted)
    {
        using var changed = new SemaphoreSlim(0);
        void Hear() => changed.Release();
        portal.Access.BulkChanged += Hear;
        try
        {
            while (true)
            {
                var view = await portal.Access.GetBulkAsync(TestPortal.Admin, id, Ct);
                if (wanted(view))
                    return view;
                Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(30), Ct), $"No news for half a minute: {view}");
            }
        }
        finally
        {
            portal.Access.BulkChanged -= Hear;
        }
    }
}
