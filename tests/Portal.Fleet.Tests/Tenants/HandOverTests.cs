using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Tests.Tenants;

public class HandOverTests
{
    // Type 02h, generator 20h, a sensor's event; the id and the time are the BMC's to give.
    private static readonly byte[] s_event = [0, 0, 0x02, 0, 0, 0, 0, 0x20, 0x00, 0x04, 0x01, 0x30, 0x01, 0x57, 0xFF, 0xFF];

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Checklist_OfAServerThatChangesHands_RunsAndIsReportedToBothSides()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc, "web-1");
        await portal.WaitLiveAsync(server.Id);
        await (await portal.OpenAsync(server.Id)).ChangeAsync(new ServerChange { Tenant = "acme" }, Ct);
        var first = await SettleAsync(portal, await OnlyAsync(portal));

        // Nobody said yet who belongs there: the administrator is asked, and says that all do.
        Assert.Equal(("no_baseline", 2), OutcomeOf(first, HandOverStepKind.CheckAccounts));
        await Desk(portal).AnswerAsync(TestPortal.Admin, first.Id, [], Ct);
        first = await SettleAsync(portal, first);
        Assert.NotNull(first.EndedAt);

        // What acme leaves behind.
        var link = portal.Get<IFleet>().Get(server.Id);
        bmc.LogEvent(s_event);
        bmc.LogEvent(s_event);
        var left = bmc.EventLogRecords();
        await link.UseAsync(async session =>
        {
            using var password = Portal.Ipmi.SecretBytes.FromText("back door");
            await new BootConfigurator(session).OverrideAsync(BootDevice.Pxe, persistent: true, uefi: false, Ct);
            return await new UserDirectory(session).AddAsync("intruder", password, Portal.Ipmi.PrivilegeLevel.Administrator, Ct);
        }, Ct);
        var acme = await TenantAsync(portal, "acme");
        var leaving = await AddPersonAsync(portal, "leaving", acme, GrantScope.OfTenant(acme));
        var console = WatchAsync(await portal.OpenAsync(server.Id, leaving, BmcRight.ConsoleRead));
        await portal.WaitAsync(server.Id, status => status.Viewers.Contains("leaving"));

        var handOver = await Desk(portal).StartAsync(TestPortal.Admin, server.Id, "globex", Ct);
        await console.WaitAsync(HandOverSteps.CutWithin, Ct);
        handOver = await SettleAsync(portal, handOver);
        Assert.Equal("cut_in_time", OutcomeOf(handOver, HandOverStepKind.CutSessions).Outcome);
        Assert.Equal(("archived", left.Count), OutcomeOf(handOver, HandOverStepKind.ArchiveLog));
        Assert.Equal(("cleared", left.Count), OutcomeOf(handOver, HandOverStepKind.ClearLog));
        Assert.DoesNotContain(bmc.EventLogRecords(), record => left.Any(old => old.SequenceEqual(record)));
        Assert.Equal(("strangers", 1), OutcomeOf(handOver, HandOverStepKind.CheckAccounts));
        Assert.Equal("reset", OutcomeOf(handOver, HandOverStepKind.ResetBoot).Outcome);
        Assert.Equal("rotated", OutcomeOf(handOver, HandOverStepKind.RotatePassword).Outcome);
        Assert.Equal(HandOverStepState.Done, StateOf(handOver, HandOverStepKind.CheckNetwork));
        Assert.Equal((HandOverStepState.NeedsAnswer, null), (StateOf(handOver, HandOverStepKind.RemoveStrangers), handOver.EndedAt));
        Assert.Contains("intruder", await NamesAsync(link));

        // Nothing is removed before somebody says so, and nothing else than what was listed.
        var stranger = handOver.Steps.Single(step => step.Kind == HandOverStepKind.CheckAccounts).Accounts!.Single(account => !account.Known);
        await Assert.ThrowsAsync<InvalidServerException>(() => Desk(portal).AnswerAsync(TestPortal.Admin, handOver.Id, [stranger.Slot, 2], Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => Desk(portal).AnswerAsync(leaving, handOver.Id, [stranger.Slot], Ct));
        await Desk(portal).AnswerAsync(TestPortal.Admin, handOver.Id, [stranger.Slot], Ct);
        handOver = await SettleAsync(portal, handOver);
        Assert.Equal(("removed", 1), OutcomeOf(handOver, HandOverStepKind.RemoveStrangers));
        Assert.Equal(["admin", "operator", "user"], await NamesAsync(link));
        Assert.NotNull(handOver.EndedAt);

        // Each side reads its own; the log that was kept is for staff.
        var globex = await TenantAsync(portal, "globex");
        var newcomer = await AddPersonAsync(portal, "newcomer", globex, GrantScope.Of(server.Id));
        var mine = await Desk(portal).GetAsync(newcomer, handOver.Id, Ct);
        Assert.Equal((HandOverSide.To, null, "globex", null), (mine.Side, mine.From, mine.To, mine.By));
        Assert.All(mine.Steps, step => Assert.Equal((null, null, null, 0), (step.Detail, step.Accounts, step.Archive, step.Count)));
        var theirs = await Desk(portal).GetAsync(leaving, handOver.Id, Ct);
        Assert.Equal((HandOverSide.From, "acme", null, null), (theirs.Side, theirs.From, theirs.To, theirs.By));
        Assert.Equal(handOver.Id, Assert.Single(await Desk(portal).ListAsync(newcomer, null, 10, Ct)).Id);
        Assert.Equal([handOver.Id, first.Id], (await Desk(portal).ListAsync(leaving, null, 10, Ct)).Select(row => row.Id));
        var other = await AddPersonAsync(portal, "other", null, GrantScope.Of(server.Id));
        foreach (var caller in (Caller[])[other, newcomer])
            await Assert.ThrowsAsync<NotFoundException>(() => Desk(portal).GetAsync(caller, caller == other ? handOver.Id : first.Id, Ct));
        foreach (var caller in (Caller[])[newcomer, leaving, other])
            await Assert.ThrowsAsync<NotFoundException>(() => Desk(portal).ReadLogAsync(caller, handOver.Id, Ct));
        var log = Encoding.UTF8.GetString((await Desk(portal).ReadLogAsync(TestPortal.Admin, handOver.Id, Ct))!);
        Assert.All(left, record => Assert.Contains(Convert.ToHexString(record), log));
        Assert.Equal(2 * Enum.GetValues<HandOverStepKind>().Length + 2, (await portal.AuditAsync("handover.step")).Count(entry => entry.Outcome == "intent"));
    }

    [Fact]
    public async Task Checklist_OfAPortalThatDied_GoesOnAndClearsNothingThatWasNotKept()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        bmc.LogEvent(s_event);
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddAsync(bmc, "web-1");
        var handOver = await Desk(portal).StartAsync(TestPortal.Admin, server.Id, "acme", Ct);
        await using (var db = await portal.DbAsync())
        {
            // It died while it cleared; nothing says that the log was kept.
            await db.HandOverSteps.Where(step => step.Kind == HandOverStepKind.ClearLog).ExecuteUpdateAsync(set => set.SetProperty(step => step.State, HandOverStepState.Running), Ct);
            await db.HandOverSteps.Where(step => step.Kind == HandOverStepKind.ArchiveLog).ExecuteUpdateAsync(set => set.SetProperty(step => step.State, HandOverStepState.Failed), Ct);
        }

        var kept = bmc.EventLogRecords();
        await portal.RunAsync();
        handOver = await SettleAsync(portal, handOver);
        Assert.Equal((HandOverStepState.NotDone, "not_archived"), (StateOf(handOver, HandOverStepKind.ClearLog), OutcomeOf(handOver, HandOverStepKind.ClearLog).Outcome));
        Assert.Equal(kept, bmc.EventLogRecords());

        await Desk(portal).RetryAsync(TestPortal.Admin, handOver.Id, HandOverStepKind.ArchiveLog, Ct);
        await SettleAsync(portal, handOver);
        await Desk(portal).RetryAsync(TestPortal.Admin, handOver.Id, HandOverStepKind.ClearLog, Ct);
        handOver = await SettleAsync(portal, handOver);
        Assert.Equal("cleared", OutcomeOf(handOver, HandOverStepKind.ClearLog).Outcome);
        await Assert.ThrowsAsync<NotFoundException>(() => Desk(portal).RetryAsync(TestPortal.Admin, handOver.Id, HandOverStepKind.ClearLog, Ct));
    }

    private static HandOverDesk Desk(TestPortal portal) => portal.Get<HandOverDesk>();

    private static (string? Outcome, int Count) OutcomeOf(HandOverView handOver, HandOverStepKind kind) =>
        handOver.Steps.Single(step => step.Kind == kind) is var step ? (step.Outcome, step.Count) : default;

    private static HandOverStepState StateOf(HandOverView handOver, HandOverStepKind kind) => handOver.Steps.Single(step => step.Kind == kind).State;

    private static async Task<HandOverView> OnlyAsync(TestPortal portal) => Assert.Single(await Desk(portal).ListAsync(TestPortal.Admin, null, 10, Ct));

    /// <summary>Waits until there is nothing to do but to answer.</summary>
    private static async Task<HandOverView> SettleAsync(TestPortal portal, HandOverView handOver)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            var now = await Desk(portal).GetAsync(TestPortal.Admin, handOver.Id, deadline.Token);
            var isIdle = now.Steps.All(step => step.State is not (HandOverStepState.Waiting or HandOverStepState.Running));
            if (isIdle && (now.EndedAt is not null || now.Steps.Any(step => step.State == HandOverStepState.NeedsAnswer)))
                return now;
        }
        while (await look.WaitForNextTickAsync(deadline.Token));
        throw new InvalidOperationException();
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(IBmc link) =>
        [.. (await link.UseAsync(session => new UserDirectory(session).ListAsync(Ct), Ct)).Users.Where(user => !user.IsFree && user.Name.Length > 0).Select(user => user.Name)];

    private static async Task WatchAsync(BmcHandle handle) => await Assert.ThrowsAsync<NotFoundException>(async () =>
    {
        await foreach (var _ in handle.AttachConsoleAsync(null, Ct))
        {
        }
    });

    private static async Task<Guid> TenantAsync(TestPortal portal, string name) =>
        (await portal.Get<TenantDirectory>().ListAsync(TestPortal.Admin, Ct)).Single(tenant => tenant.Name == name).Id;

    private static async Task<Caller> AddPersonAsync(TestPortal portal, string name, Guid? tenant, GrantScope scope)
    {
        var person = await portal.AddUserAsync(name);
        await using (var db = await portal.DbAsync())
        {
            await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
            db.Add(new Grant { UserId = person.UserId, Role = Role.Operator, Scope = scope });
            await db.SaveChangesAsync(Ct);
        }

        portal.Get<Grants>().Revoke(person.UserId);
        return person;
    }
}
