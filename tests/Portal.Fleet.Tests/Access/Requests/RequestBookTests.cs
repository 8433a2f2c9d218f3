using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Requests;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Tests.Access.Granting;

namespace Portal.Fleet.Tests.Access.Requests;

public class RequestBookTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Approve_ForShorter_GivesItUntilThenAndNobodyDecidesTheirOwn()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var scene = await AccessScene.StartAsync(time);
        var book = scene.Portal.Get<RequestBook>();
        var person = await scene.AddPersonAsync("person");
        var changes = 0;
        book.Changed += () => changes++;

        var id = await book.AskAsync(person, new NewAccessRequest("OWN", Role.Operator, 8, "the disk is full"), Ct);
        Assert.Equal((1, 0), (await book.CountWaitingAsync(scene.Root, Ct), await book.CountWaitingAsync(person, Ct)));
        await AccessScene.RefusedAsync("hours_invalid", () => book.ApproveAsync(scene.Root, id, 9, null, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => book.ApproveAsync(person, id, null, null, Ct));

        await book.ApproveAsync(scene.Root, id, 2, "two will do", Ct);
        var handle = await scene.Portal.OpenAsync(scene.Own.Id, person, BmcRight.PowerHard);
        var view = await book.GetAsync(person, id, Ct);
        Assert.Equal((AccessRequestState.Approved, "root", 2, "two will do"), (view.State, view.DecidedBy, view.GivenHours, view.Answer));
        await AccessScene.RefusedAsync("request_decided", () => book.RefuseAsync(scene.Root, id, "too late", Ct));
        Assert.Equal(2, changes);

        time.Advance(TimeSpan.FromHours(2));
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(scene.Own.Id, person));
        await Assert.ThrowsAsync<NotFoundException>(() => handle.GetConsoleAsync(Ct).WaitAsync(Ct)).ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.Equal(["intent", "ok"], (await scene.Portal.AuditAsync("request.ask")).Select(entry => entry.Outcome));

        // An administrator asks too, and somebody else decides.
        var own = await book.AskAsync(scene.Root, new NewAccessRequest("own", Role.Operator, 1, "me"), Ct);
        await AccessScene.RefusedAsync("own_request", () => book.ApproveAsync(scene.Root, own, null, null, Ct));
        await book.WithdrawAsync(scene.Root, own, Ct);
        Assert.Equal(AccessRequestState.Withdrawn, (await book.GetAsync(scene.Root, own, Ct)).State);

        var late = await book.AskAsync(person, new NewAccessRequest("own", Role.Viewer, 1, "late"), Ct);
        time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(AccessRequestState.Lapsed, (await book.GetAsync(person, late, Ct)).State);
        await AccessScene.RefusedAsync("request_decided", () => book.ApproveAsync(scene.Root, late, null, null, Ct));
    }

    [Fact]
    public async Task Decide_ManyAtOnce_OneDecisionAndAtMostOneGrant()
    {
        await using var scene = await AccessScene.StartAsync();
        var book = scene.Portal.Get<RequestBook>();
        var person = await scene.AddPersonAsync("person");
        var others = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => scene.Portal.AddUserAsync($"decider-{number}", Role.Administrator)));
        for (var round = 0; round < 5; round++)
        {
            var id = await book.AskAsync(person, new NewAccessRequest("own", Role.Operator, 8, "the disk is full"), Ct);
            var before = await GrantsAsync();
            var decided = await Task.WhenAll(others.SelectMany(other => new[] { TryAsync(() => book.ApproveAsync(other, id, 1, null, Ct)), TryAsync(() => book.RefuseAsync(other, id, "no", Ct)) }));
            Assert.Single(decided, good => good);
            var state = (await book.GetAsync(person, id, Ct)).State;
            Assert.Equal(state == AccessRequestState.Approved ? before + 1 : before, await GrantsAsync());
        }

        async Task<int> GrantsAsync()
        {
            await using var db = await scene.Portal.DbAsync();
            return await db.Grants.CountAsync(grant => grant.UserId == person.UserId, Ct);
        }

        static async Task<bool> TryAsync(Func<Task> decide)
        {
            try
            {
                await Task.Run(decide, Ct);
                return true;
            }
            catch (AccessRefusedException refused)
            {
                Assert.Equal("request_decided", refused.Code);
                return false;
            }
        }
    }

    [Fact]
    public async Task Ask_InATenant_IsForItsServersAndItsAdministratorsDecide()
    {
        await using var scene = await AccessScene.StartAsync();
        var book = scene.Portal.Get<RequestBook>();
        var colleague = await scene.AddPersonAsync("colleague", scene.Acme);
        var staff = await scene.AddPersonAsync("staff");

        await AccessScene.RefusedAsync("server_unknown", () => book.AskAsync(colleague, new NewAccessRequest("foreign", Role.Viewer, 1, "why"), Ct));
        await AccessScene.RefusedAsync("server_unknown", () => book.AskAsync(colleague, new NewAccessRequest("nothing", Role.Viewer, 1, "why"), Ct));
        await AccessScene.RefusedAsync("reason_missing", () => book.AskAsync(colleague, new NewAccessRequest("own", Role.Viewer, 1, " "), Ct));
        var id = await book.AskAsync(colleague, new NewAccessRequest("own", Role.Operator, 1, "why"), Ct);
        var staffs = await book.AskAsync(staff, new NewAccessRequest("own", Role.Operator, 1, "why"), Ct);

        // A tenant's administrators decide about their own people only.
        Assert.Equal(id, Assert.Single(await book.ListAsync(scene.Boss, Ct)).Id);
        await Assert.ThrowsAsync<NotFoundException>(() => book.ApproveAsync(scene.Boss, staffs, null, null, Ct));
        await AccessScene.RefusedAsync("answer_missing", () => book.RefuseAsync(scene.Boss, id, "", Ct));
        await book.RefuseAsync(scene.Boss, id, "not tonight", Ct);
        Assert.Equal((AccessRequestState.Refused, "not tonight"), (await book.GetAsync(colleague, id, Ct)) is var view ? (view.State, view.Answer) : default);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Portal.OpenAsync(scene.Own.Id, colleague));
        Assert.Empty(await book.ListAsync(await scene.AddPersonAsync("other", scene.Acme), Ct));
        Assert.Equal(ScopeKind.Tenant, (await scene.Grants.ListAsync(scene.Root, scene.Boss.UserId, Ct))[0].Scope.Kind);
    }
}
