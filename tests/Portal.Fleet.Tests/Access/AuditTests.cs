using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Auditing;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Access;

public class AuditTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Actions_Done_AreAuditedBeforeAndAfterAndKeysOnce()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var user = await portal.AddUserAsync("user", Role.Administrator);
        var handle = await portal.OpenAsync(server.Id, user);

        for (var key = 0; key < 5; key++)
            await handle.WriteConsoleAsync("k"u8.ToArray(), Ct);
        await TestPortal.ReadAsync(handle, 0, 5, Ct);
        await handle.SendBreakAsync(Ct);
        await foreach (var _ in handle.TestAsync(Ct))
        {
        }

        var operation = await handle.RequestPowerAsync(PowerAction.Nmi, "why not", null, Ct);
        await portal.WaitEndAsync(operation.Id, server.Id);
        await handle.ChangeAsync(new ServerChange { Notes = "n" }, Ct);
        await handle.DeleteAsync(Ct);

        foreach (var action in new[] { "server.add", "console.write", "console.attach", "console.break", "server.test", "server.change", "server.delete" })
        {
            var entries = await portal.AuditAsync(action);
            Assert.Equal(["intent", "ok"], entries.Select(entry => entry.Outcome));
            Assert.Single(entries.Select(entry => entry.Correlation).Distinct());
            Assert.All(entries, entry => Assert.Equal((server.Id, "sim"), (entry.ServerId, entry.ServerName)));
        }

        var power = await portal.AuditAsync("power.nmi");
        Assert.Equal(("intent", "why not", "user", "192.0.2.1"), (power[0].Outcome, power[0].Detail, power[0].UserName, power[0].RemoteAddress));
    }

    [Fact]
    public async Task Actions_AuditCannotBeWritten_DoNotHappen()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);
        await using (var db = await portal.DbAsync())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"AuditEntries\" RENAME TO \"Gone\"", Ct);

        await Assert.ThrowsAsync<AuditUnavailableException>(() => handle.WriteConsoleAsync("k"u8.ToArray(), Ct));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => handle.SendBreakAsync(Ct));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => handle.RequestPowerAsync(PowerAction.Off, null, null, Ct));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => handle.ChangeAsync(new ServerChange { Name = "other" }, Ct));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => handle.DeleteAsync(Ct));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => handle.AttachConsoleAsync(0, Ct).GetAsyncEnumerator(Ct).MoveNextAsync().AsTask());

        Assert.Empty(bmc.Typed);
        Assert.Equal((true, 0), (bmc.IsOn, bmc.Breaks));
        Assert.DoesNotContain(bmc.Ledger, entry => entry is { NetFn: 0, Command: 2 });
        Assert.Equal(PowerOperationState.Failed, Assert.Single(await portal.Access.ListOperationsAsync(TestPortal.Admin, 10, Ct)).State);
        Assert.Equal("sim", Assert.Single(await portal.Access.ListAsync(TestPortal.Admin, Ct)).Name);
    }
}
