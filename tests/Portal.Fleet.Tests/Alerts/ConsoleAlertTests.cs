using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles;
using Portal.Fleet.Consoles.Rules;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Alerts;

[Trait("Database", "Both")]
public sealed class ConsoleAlertTests
{
    private const string Panic = "[   77.000001] Kernel panic - not syncing: Attempted to kill init!";

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Panic_OnAConsoleNobodyWatches_RaisesOneAlertThatLeadsToTheLine()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc, "web-1");
        await portal.WaitLiveAsync(server.Id);
        await PrintAsync(bmc, "booting\r\n", $"{Panic}\r\n", "---[ end Kernel panic - not syncing: Attempted to kill init! ]---\r\n");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 1);
        var alert = Assert.Single(await ListAsync(portal));
        Assert.Equal(("kernel-panic", AlertSeverity.Critical, Panic, 1L, "web-1"), (alert.Key, alert.Severity, alert.Text, alert.Count, alert.ServerName));
        Assert.Equal("booting\r\n".Length, alert.FirstOffset);

        // Again within the window: the same alert, counted.
        await PrintAsync(bmc, $"{Panic}\r\n");
        await UntilAsync(async () => (await ListAsync(portal))[0].Count == 2);
        Assert.Single(await ListAsync(portal));

        // Acknowledged: what comes now is a new one.
        var operators = await portal.AddUserAsync("operator", Role.Operator);
        var acknowledged = await portal.Access.AcknowledgeAlertAsync(operators, alert.Id, " disk swapped ", Ct);
        Assert.Equal(("operator", "disk swapped", false), (acknowledged.AcknowledgedBy, acknowledged.Note, acknowledged.IsOpen));
        await portal.WaitAsync(server.Id, status => status.Alerts.Total == 0);
        Assert.Empty(await ListAsync(portal));
        await PrintAsync(bmc, "No bootable device.");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 1);
        Assert.Equal("boot-failed", Assert.Single(await ListAsync(portal)).Key);
        await PrintAsync(bmc, "\r\n", $"{Panic}\r\n");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 2);
        Assert.Equal([1, 1], (await ListAsync(portal)).Select(open => (int)open.Count));
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("alert.acknowledge")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Line_DeletedFromTheRecordOrNeverKept_IsNotInTheAlertEither()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc, "web-1");
        await portal.WaitLiveAsync(server.Id);
        await PrintAsync(bmc, $"{Panic}\r\n");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 1);
        var handle = await portal.OpenAsync(server.Id, rights: BmcRight.Administer);
        var mark = Assert.Single((await handle.GetConsoleTimelineAsync(null, null, 1, Ct)).Alerts);
        Assert.Equal(("kernel-panic", 0L), (mark.Key, mark.FirstOffset));
        await handle.ClearConsoleAsync(Ct);
        var alert = Assert.Single(await ListAsync(portal));
        Assert.Equal(("kernel-panic", "", 1L), (alert.Key, alert.Text, alert.Count));

        // What comes afterwards is told again.
        await PrintAsync(bmc, "[   10.0] EXT4-fs error (device sda2): ext4_find_entry\r\n");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 2);
        Assert.Contains(await ListAsync(portal), later => later.Text.Contains("ext4_find_entry", StringComparison.Ordinal));

        await handle.ChangeAsync(new ServerChange { ConsolePolicy = ConsolePolicy.MemoryOnly }, Ct);
        await PrintAsync(bmc, "No bootable device.\r\n");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 3);
        Assert.Equal("", (await ListAsync(portal)).Single(kept => kept.Key == "boot-failed").Text);

        await handle.DeleteAsync(Ct);
        await using var db = await portal.DbAsync();
        Assert.Empty(await db.Alerts.ToListAsync(Ct));
    }

    [Fact]
    public async Task Alerts_OfConsolesOneMayNotRead_AreMissing()
    {
        await using var first = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var second = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var mine = await portal.AddAsync(first, "mine");
        var other = await portal.AddAsync(second, "other");
        foreach (var (server, bmc) in new[] { (mine, first), (other, second) })
        {
            await portal.WaitLiveAsync(server.Id);
            await PrintAsync(bmc, $"{Panic}\r\n");
            await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 1);
        }

        var customer = await portal.AddUserAsync("customer", Role.Viewer, mine.Id);
        var stranger = await portal.AddUserAsync("stranger");
        var seen = Assert.Single(await portal.Access.ListAlertsAsync(customer, new AlertFilter(), 100, Ct));
        Assert.Equal(mine.Id, seen.ServerId);
        Assert.Empty(await portal.Access.ListAlertsAsync(stranger, new AlertFilter(), 100, Ct));
        var hidden = (await ListAsync(portal)).Single(alert => alert.ServerId == other.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.GetAlertAsync(customer, hidden.Id, Ct));

        // Who only watches acknowledges nothing.
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.AcknowledgeAlertAsync(customer, seen.Id, null, Ct));
        Assert.True(ServerQuery.TryParse("name:other", out var query, out _));
        Assert.Equal([other.Id], (await portal.Access.ListAlertsAsync(TestPortal.Admin, new AlertFilter(Servers: query), 100, Ct)).Select(alert => alert.ServerId));
    }

    [Fact]
    public async Task Restart_AtAnyPlace_RaisesNothingTwiceAndLosesNothing()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        await PrintAsync(bmc, $"{Panic}\r\n", "[    9.0] EXT4-fs error (device sda2): ext4_find_entry\r\n");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 2);
        await portal.StopAsync();

        // Killed before it was noted how far the rules had read, with one of the two alerts kept.
        await using (var before = await TestPortal.StartAsync(directory: portal.Directory, run: false))
        {
            await using var db = await before.DbAsync();
            await db.ConsoleScans.ExecuteUpdateAsync(set => set.SetProperty(scan => scan.Offset, 0L), Ct);
            await db.Alerts.Where(alert => alert.Key == "filesystem-corrupt").ExecuteDeleteAsync(Ct);
        }

        await using (var again = await TestPortal.StartAsync(directory: portal.Directory))
        {
            await again.WaitAsync(server.Id, status => status.Alerts.Critical == 2);
            await PrintAsync(bmc, "[   10.0] INFO: task sync:1 blocked for more than 120 seconds.\r\n");
            await again.WaitAsync(server.Id, status => status.Alerts.Warning == 1);
            Assert.Equal(
                [("filesystem-corrupt", 1L), ("hung-task", 1L), ("kernel-panic", 1L)],
                (await ListAsync(again)).Select(alert => (alert.Key, alert.Count)).Order());
        }
    }

    [Fact]
    public async Task Rules_OwnSwitchedOffAndIgnored_HoldFromTheNextLineOn()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc, "db-1");
        await portal.WaitLiveAsync(server.Id);
        var fleet = await portal.Access.OpenFleetAsync(TestPortal.Admin, Ct);
        var rule = await fleet.SaveRuleAsync(null, new NewConsoleRule("Database stopped", AlertSeverity.Warning, @"postgres(?:ql)?\[\d+\]: .*shut down") { Ignored = ["/planned|maintenance/"] }, Ct);
        await fleet.EnableRuleAsync("kernel-panic", false, Ct);
        await fleet.IgnoreLineAsync(new NewIgnoredLine("link-down", "eno2", "name:db", "cable is out"), Ct);
        await PrintAsync(
            bmc, $"{Panic}\r\n", "igb 0000:01:00.0 eno2: igb: eno2 NIC Link is Down\r\n", "postgres[9]: planned, shut down\r\n", "postgres[9]: database system is shut down\r\n",
            "igb 0000:01:00.0 eno1: igb: eno1 NIC Link is Down\r\n");
        await portal.WaitAsync(server.Id, status => status.Alerts.Warning == 2);
        Assert.Equal(
            ["igb 0000:01:00.0 eno1: igb: eno1 NIC Link is Down", "postgres[9]: database system is shut down"], (await ListAsync(portal)).Select(alert => alert.Text).Order());

        await Assert.ThrowsAsync<InvalidRuleException>(() => fleet.SaveRuleAsync(null, new NewConsoleRule("x", AlertSeverity.Info, "(unclosed"), Ct));
        await Assert.ThrowsAsync<InvalidRuleException>(() => fleet.SaveRuleAsync(null, new NewConsoleRule("x", AlertSeverity.Info, "a*"), Ct));
        await Assert.ThrowsAsync<InvalidRuleException>(() => fleet.SaveRuleAsync(null, new NewConsoleRule("database STOPPED", AlertSeverity.Info, "abc"), Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => fleet.SaveRuleAsync("kernel-panic", new NewConsoleRule("mine", AlertSeverity.Info, "abc"), Ct));
        await fleet.DeleteRuleAsync(rule.Id, Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => fleet.DeleteRuleAsync("kernel-panic", Ct));
        Assert.DoesNotContain(await portal.Access.ListRulesAsync(Ct), known => known.Id == rule.Id);
        Assert.Contains(await portal.Access.ListRulesAsync(Ct), known => known is { Id: "kernel-panic", IsEnabled: false, IsBuiltIn: true });
    }

    private static async Task<IReadOnlyList<AlertView>> ListAsync(TestPortal portal) => await portal.Access.ListAlertsAsync(TestPortal.Admin, new AlertFilter(), 100, Ct);

    private static async Task PrintAsync(SimulatedBmc bmc, params string[] texts)
    {
        foreach (var text in texts)
            await bmc.PrintAsync(Encoding.UTF8.GetBytes(text), Ct);
    }

    private static async Task UntilAsync(Func<Task<bool>> wanted)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await wanted())
            deadline.Token.ThrowIfCancellationRequested();
    }
}
