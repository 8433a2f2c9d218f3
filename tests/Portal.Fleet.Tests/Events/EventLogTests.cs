using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Events;
using Portal.Fleet.Polling;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Tests.Events;

/// <summary>Event logs as the poller reads them, over real UDP.</summary>
[Trait("Database", "Both")]
public class EventLogTests
{
    private const byte Storage = 0x0A;
    private const byte GetSelEntry = 0x43;

    private static readonly PollPlan s_quick = new() { Events = TimeSpan.FromMilliseconds(200), Watched = TimeSpan.FromMilliseconds(200) };
    private static readonly byte[] s_hot = [0, 0, 0x02, 0, 0, 0, 0, 0x20, 0, 0x04, 0x01, 0x01, 0x01, 0x59, 0x5A, 0x50];

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Read_EachRecordOnce_AlsoAfterARestart_AndOnlyWhatIsNew()
    {
        await using var bmc = Start();
        await using var portal = await TestPortal.StartAsync(plan: s_quick);
        var server = await portal.AddAsync(bmc);
        var first = bmc.EventLogRecords().Count;
        await WaitCountAsync(portal, server.Id, first);
        var events = await (await portal.OpenAsync(server.Id)).ListEventsAsync(new EventFilter(), 1000, Ct);
        Assert.Equal(bmc.EventLogRecords().Select(Convert.ToHexString).Order(), events.Select(one => one.Raw).Order());
        Assert.All(events, one => Assert.True(one.IsInLog));
        await portal.StopAsync();

        var entries = Count(bmc);
        bmc.LogEvent(s_hot);
        await using var again = await TestPortal.StartAsync(directory: portal.Directory, plan: s_quick);
        await WaitCountAsync(again, server.Id, first + 1);

        // The last record that was known, as proof, and the new one: no more.
        Assert.InRange(Count(bmc) - entries, 1, 2);
    }

    [Fact]
    public async Task Read_ALogThatWasClearedByOthers_KeepsWhatWas()
    {
        await using var bmc = Start();
        await using var portal = await TestPortal.StartAsync(plan: s_quick);
        var server = await portal.AddAsync(bmc);
        var first = bmc.EventLogRecords().Count;
        await WaitCountAsync(portal, server.Id, first);

        bmc.ClearEventLog();
        bmc.LogEvent(s_hot);
        await WaitCountAsync(portal, server.Id, first + bmc.EventLogRecords().Count);

        var events = await (await portal.OpenAsync(server.Id)).ListEventsAsync(new EventFilter(), 1000, Ct);
        Assert.Equal(bmc.EventLogRecords().Count, events.Count(one => one.IsInLog));
    }

    [Fact]
    public async Task Clear_ArchivesCountsAndProves_AndNothingIsLost()
    {
        await using var bmc = Start();
        await using var portal = await TestPortal.StartAsync(plan: s_quick);
        var server = await portal.AddAsync(bmc);
        var first = bmc.EventLogRecords().Select(Convert.ToHexString).ToList();
        await WaitCountAsync(portal, server.Id, first.Count);
        var handle = await portal.OpenAsync(server.Id);

        var archive = await handle.ClearEventsAsync(Ct);

        Assert.Equal((first.Count, first.Count), (archive.Records, archive.EntriesBefore));
        Assert.NotEqual(0, archive.Reservation);
        Assert.NotNull(archive.ClearedAt);
        Assert.True(archive.EntriesAfter < archive.EntriesBefore);
        using var file = JsonDocument.Parse(await handle.ReadEventArchiveAsync(archive.Id, Ct));
        Assert.Equal(first, file.RootElement.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("raw").GetString()));
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("events.clear")).Select(entry => entry.Outcome));
        Assert.Equal(first.Order(), (await handle.ListEventsAsync(new EventFilter(), 1000, Ct)).Where(one => !one.IsInLog).Select(one => one.Raw).Order());
        Assert.Equal(archive.Id, Assert.Single(await handle.ListEventArchivesAsync(Ct)).Id);
        var viewer = await portal.OpenAsync(server.Id, await portal.AddUserAsync("viewer", Role.Viewer, server.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => viewer.ClearEventsAsync(Ct));
    }

    [Fact]
    public async Task Clear_ALogThatCannotBeReadWhole_ClearsNothing()
    {
        await using var bmc = Start();
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);
        var records = bmc.EventLogRecords().Count;
        bmc.Faults.SelCountOffset = 5;

        var refused = await Assert.ThrowsAsync<BmcActionException>(() => handle.ClearEventsAsync(Ct));

        Assert.Equal(("log_incomplete", records), (refused.Code, bmc.EventLogRecords().Count));
        Assert.Equal(["intent", "failed"], (await portal.AuditAsync("events.clear")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Clock_IsSetAndReadBack()
    {
        await using var bmc = Start();
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);

        var (_, after) = await handle.SetClockAsync(Ct);

        Assert.InRange(after.TotalSeconds, -2, 2);
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("bmc.clock")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Acknowledge_WithAComment_AndANewTenantSeesNothingFromBefore()
    {
        await using var bmc = Start();
        await using var portal = await TestPortal.StartAsync(plan: s_quick);
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);
        await handle.ChangeAsync(new ServerChange { Tenant = "acme" }, Ct);
        await WaitHandedOverAsync(portal, server.Id);
        handle = await portal.OpenAsync(server.Id);
        bmc.LogEvent(s_hot);
        await portal.WaitAsync(server.Id, status => status.Events.Critical + status.Events.Warning == 1);
        var open = await handle.ListEventsAsync(new EventFilter { State = EventState.Open }, 1000, Ct);
        Assert.NotEmpty(open);

        Assert.Equal(1, await handle.AcknowledgeEventsAsync([open[0].Id], "seen canary", Ct));
        Assert.Equal(0, await handle.AcknowledgeEventsAsync([open[0].Id], "again", Ct));
        var acknowledged = Assert.Single(await handle.ListEventsAsync(new EventFilter { State = EventState.Acknowledged, Text = "CANARY" }, 10, Ct));
        Assert.Equal((open[0].Id, "seen canary"), (acknowledged.Id, acknowledged.Note));

        // Hand it over: the newcomer's list begins empty, whichever way it is asked for.
        await handle.ChangeAsync(new ServerChange { Tenant = "globex" }, Ct);
        var globex = (await portal.Get<TenantDirectory>().ListAsync(TestPortal.Admin, Ct)).Single(tenant => tenant.Name == "globex").Id;
        var person = await AddPersonAsync(portal, globex);
        var seen = await portal.OpenAsync(server.Id, person, BmcRight.EventsRead);
        Assert.Empty(await seen.ListEventsAsync(new EventFilter(), 1000, Ct));
        Assert.Empty(await portal.Access.ListEventsAsync(person, new EventFilter(), 1000, Ct));
        Assert.Equal(0, await seen.AcknowledgeEventsAsync([.. open.Select(one => one.Id)], "mine", Ct));
        Assert.Empty(await seen.ListEventArchivesAsync(Ct));
        Assert.Empty(await seen.GetSensorHistoryAsync(["20.0.0.01"], TimeProvider.System.GetUtcNow().AddHours(-2), TimeProvider.System.GetUtcNow(), Ct));

        // What comes now is theirs; it was not in the log when it was last read, which was after the hand-over.
        await WaitHandedOverAsync(portal, server.Id);
        bmc.LogEvent(s_hot);
        await portal.WaitAsync(server.Id, status => status.Events.Critical + status.Events.Warning == 1);
        Assert.Single(await seen.ListEventsAsync(new EventFilter(), 1000, Ct));
    }

    /// <summary>A hand-over archives and clears the log; wait until the poller, too, has seen it empty.</summary>
    private static async Task WaitHandedOverAsync(TestPortal portal, BmcId id)
    {
        var now = TimeProvider.System.GetUtcNow();
        await portal.WaitAsync(id, status => status.EventLog is { Entries: 0 } log && log.ReadAt > now, 60);
    }

    private static SimulatedBmc Start() => SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });

    private static int Count(SimulatedBmc bmc) => bmc.Ledger.Count(entry => (entry.NetFn, entry.Command) == (Storage, GetSelEntry));

    private static Task<BmcStatus> WaitCountAsync(TestPortal portal, BmcId id, int count) => portal.WaitAsync(id, _ => CountRows(portal, id) == count);

    private static int CountRows(TestPortal portal, BmcId id)
    {
        using var db = portal.Get<IDbContextFactory<Data.PortalDb>>().CreateDbContext();
        return db.BmcEvents.Count(row => row.ServerId == id);
    }

    private static async Task<Caller> AddPersonAsync(TestPortal portal, Guid tenant)
    {
        var person = await portal.AddUserAsync("newcomer");
        await using (var db = await portal.DbAsync())
        {
            await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
            db.Add(new Grant { UserId = person.UserId, Role = Role.Administrator, Scope = GrantScope.OfTenant(tenant) });
            await db.SaveChangesAsync(Ct);
        }

        portal.Get<Grants>().Revoke(person.UserId);
        return person;
    }
}
