using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Alerts;
using Portal.Fleet.Consoles.History;
using Portal.Fleet.Consoles.Search;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;

namespace Portal.Fleet.Tests.Access;

/// <summary>What was before a tenancy is not its tenant's to know, by whatever way it is asked for; staff sees it.</summary>
public class TenancySightTests
{
    private const string Secret = "canary-of-acme";
    private const string Panic = "[   77.000001] Kernel panic - not syncing: canary-of-acme";

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task HandedOver_TheNewTenant_LearnsNothingOfThePast()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc, "web-1");
        await portal.WaitLiveAsync(server.Id);
        var admin = await portal.OpenAsync(server.Id);
        await admin.ChangeAsync(new ServerChange { Tenant = "acme", Notes = $"notes {Secret}" }, Ct);
        await PrintAsync(bmc, $"{Secret}\r\n{Panic}\r\nlogin of {Secret}: ");
        await portal.WaitAsync(server.Id, status => status.Alerts.Critical == 1 && status.LastLine?.Contains(Secret) == true);
        admin = await portal.OpenAsync(server.Id);
        var operation = await admin.RequestPowerAsync(PowerAction.On, Secret, null, Ct);
        await portal.WaitEndAsync(operation.Id, server.Id);
        var printed = (await admin.GetConsoleAsync(Ct)).NextOffset;
        var alert = Assert.Single(await portal.Access.ListAlertsAsync(TestPortal.Admin, new AlertFilter(AlertState.All), 10, Ct));

        await admin.ChangeAsync(new ServerChange { Tenant = "globex" }, Ct);
        var globex = (await portal.Get<TenantDirectory>().ListAsync(TestPortal.Admin, Ct)).Single(tenant => tenant.Name == "globex").Id;
        var person = await AddPersonAsync(portal, globex, Role.Administrator);

        // Nothing was printed since: all is empty.
        var seen = await portal.OpenAsync(server.Id, person, BmcRight.ConsoleRead);
        Assert.Equal((printed, printed), await seen.GetConsoleAsync(Ct) is var console ? (console.FirstOffset, console.NextOffset) : default);
        Assert.Null(console.LastByteAt);
        var view = Assert.Single(await portal.Access.ListAsync(person, Ct));
        Assert.Equal((null, null, null, null, 0), (view.Notes, view.Status.LastLine, view.Status.LastByteAt, view.Status.Operation, view.Status.Alerts.Total));
        Assert.DoesNotContain(Secret, Text(await seen.GetScreenAsync(long.MaxValue, Ct)) + Text(await seen.GetScreenAsync(3, Ct)));

        await PrintAsync(bmc, $"\r\nmine: {Panic.Replace(Secret, "new")}\r\nnew line\r\n");
        await portal.WaitAsync(server.Id, status => status.LastLine == "new line" && status.Alerts.Critical == 1);
        foreach (var from in (long?[])[null, 0, 5, printed - 1, printed])
            Assert.StartsWith("\r\nmine: ", await AttachAsync(seen, from));
        Assert.StartsWith("\r\nmine: ", await JoinAsync(seen.ReadConsoleAsync(0, long.MaxValue, Ct), chunk => (chunk.Offset, chunk.Data)));
        Assert.Equal("", await JoinAsync(seen.ReadConsoleAsync(0, printed, Ct), chunk => (chunk.Offset, chunk.Data)));
        Assert.StartsWith("\r\nmine: ", await JoinAsync(seen.ReplayConsoleAsync(0, null, Ct), chunk => (chunk.Offset, chunk.Data)));
        Assert.Equal(printed, seen.FindMoment(0, ConsoleStep.Previous).Offset);
        Assert.Equal(printed, seen.FindMoment(printed + 3, ConsoleStep.Previous).Offset);
        Assert.Equal(printed, await seen.FindConsoleAsync(DateTimeOffset.UnixEpoch, Ct));
        Assert.Empty((await seen.SearchConsoleAsync(Secret, 0, backwards: false, 10, Ct)).Hits);
        Assert.Empty((await seen.SearchConsoleAsync(Secret, long.MaxValue, backwards: true, 10, Ct)).Hits);
        foreach (var offset in (long[])[0, printed, printed + 4, long.MaxValue])
            Assert.DoesNotContain(Secret, Text(await seen.GetScreenAsync(offset, Ct)));
        var timeline = await seen.GetConsoleTimelineAsync(DateTimeOffset.UnixEpoch, null, 10, Ct);
        Assert.Equal((printed, 0), (timeline.First.Offset, timeline.Operations.Count));
        Assert.All(timeline.Marks, mark => Assert.True(mark.Offset >= printed));
        Assert.Equal(console.NextOffset - printed, seen.CountConsoleBytes(0, console.NextOffset));
        Assert.Empty(await seen.ListOperationsAsync(10, Ct));
        Assert.Empty(await portal.Access.ListOperationsAsync(person, 10, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.GetOperationAsync(person, operation.Id, Ct));
        var own = Assert.Single(await portal.Access.ListAlertsAsync(person, new AlertFilter(AlertState.All), 10, Ct));
        Assert.DoesNotContain(Secret, own.Text);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.GetAlertAsync(person, alert.Id, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.AcknowledgeAlertAsync(person, alert.Id, null, Ct));
        Assert.Empty(await SearchAsync(portal, person, "canary"));
        Assert.All(await SearchAsync(portal, person, "mine"), hit => Assert.DoesNotContain(hit.Before, line => line.Contains(Secret)));
        await Assert.ThrowsAsync<NotFoundException>(() => seen.MeasureConsoleAsync(Ct));

        // Staff, also those without administration, see all of it.
        var staff = await portal.OpenAsync(server.Id, await portal.AddUserAsync("noc", Role.Viewer));
        Assert.StartsWith(Secret, await AttachAsync(staff, 0));
        Assert.Equal($"notes {Secret}", (await staff.GetAsync(Ct)).Notes);
        Assert.Single(await staff.ListOperationsAsync(10, Ct));
        Assert.NotEmpty(await SearchAsync(portal, TestPortal.Admin, "canary"));
        Assert.Contains(Secret, Text(await staff.GetScreenAsync(printed - 1, Ct)));
    }

    private static async Task<Caller> AddPersonAsync(TestPortal portal, Guid tenant, Role role)
    {
        var person = await portal.AddUserAsync("newcomer");
        await using (var db = await portal.DbAsync())
        {
            await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
            db.Add(new Grant { UserId = person.UserId, Role = role, Scope = GrantScope.OfTenant(tenant) });
            await db.SaveChangesAsync(Ct);
        }

        portal.Get<Grants>().Revoke(person.UserId);
        return person;
    }

    private static async Task PrintAsync(SimulatedBmc bmc, string text) => await bmc.PrintAsync(Encoding.UTF8.GetBytes(text), Ct);

    private static string Text(Portal.Fleet.Consoles.Terminal.TerminalSnapshot snapshot) => string.Join('\n', snapshot.LastLines(500));

    private static async Task<string> AttachAsync(BmcHandle handle, long? from)
    {
        await foreach (var chunk in handle.AttachConsoleAsync(from, Ct))
            return Encoding.UTF8.GetString(chunk.Screen ?? []) + Encoding.UTF8.GetString(chunk.Data.Span);
        return "";
    }

    private static async Task<string> JoinAsync<T>(IAsyncEnumerable<T> chunks, Func<T, (long Offset, ReadOnlyMemory<byte> Data)> of)
    {
        var text = new StringBuilder();
        await foreach (var chunk in chunks)
            text.Append(Encoding.UTF8.GetString(of(chunk).Data.Span));
        return text.ToString();
    }

    private static async Task<List<Portal.Fleet.Consoles.Search.ConsoleHit>> SearchAsync(TestPortal portal, Caller caller, string text)
    {
        var query = ConsoleQuery.TryParse(text, TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc, out _)!;
        var hits = new List<Portal.Fleet.Consoles.Search.ConsoleHit>();
        await foreach (var step in portal.Access.SearchConsolesAsync(caller, new SearchRequest(query, 50) { Context = 3 }, Ct))
            hits.AddRange(step.Hits);
        return hits;
    }
}
