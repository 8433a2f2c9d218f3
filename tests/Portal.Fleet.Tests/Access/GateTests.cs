using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Access;

public class GateTests
{
    private static readonly BmcRight[] s_rights = [.. Enum.GetValues<BmcRight>().Where(right => right != BmcRight.None)];

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Open_EachRoleAndRight_GivesExactlyTheRolesRightsOnGrantedServersAndNotFoundElsewhere()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var own = await portal.AddAsync(Nowhere(1), "own");
        var foreign = await portal.AddAsync(Nowhere(2), "foreign");
        var callers = new List<(Caller Caller, BmcRight OnOwn, BmcRight OnForeign)>
        {
            (await portal.AddUserAsync("nobody"), BmcRight.None, BmcRight.None),
            (new Caller("no-such-user", "ghost", "api", null), BmcRight.None, BmcRight.None),
            (new Caller("system", "portal", "system", null), BmcRight.None, BmcRight.None),
        };
        foreach (var role in Enum.GetValues<Role>())
        {
            // They belong to no tenant: whoever of the staff sees a server sees its past.
            var rights = role.Rights() | (role.Rights().HasFlag(BmcRight.View) ? BmcRight.Earlier : BmcRight.None);
            callers.Add((await portal.AddUserAsync($"{role}-here", role, own.Id), rights, BmcRight.None));
            callers.Add((await portal.AddUserAsync($"{role}-everywhere", role), rights, rights));
        }

        foreach (var (caller, onOwn, onForeign) in callers)
        {
            foreach (var right in s_rights)
            {
                await AssertOpensAsync(portal, caller, own.Id, right, onOwn);
                await AssertOpensAsync(portal, caller, foreign.Id, right, onForeign);
                await AssertOpensAsync(portal, caller, BmcId.New(), right, BmcRight.None);
            }

            var visible = (await portal.Access.ListAsync(caller, Ct)).Select(view => view.Name);
            Assert.Equal(
                new[] { (Name: "foreign", Rights: onForeign), (Name: "own", Rights: onOwn) }.Where(row => row.Rights != BmcRight.None).Select(row => row.Name), visible);
        }
    }

    [Fact]
    public async Task HandleMethods_RightMissing_AreNotFoundAndChangeNothing()
    {
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(Nowhere(1));
        var viewer = await portal.OpenAsync(server.Id, await portal.AddUserAsync("viewer", Role.Viewer));
        var operator_ = await portal.OpenAsync(server.Id, await portal.AddUserAsync("operator", Role.Operator));

        await Assert.ThrowsAsync<NotFoundException>(() => viewer.WriteConsoleAsync(new byte[1], Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => viewer.SendBreakAsync(Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => viewer.ReconnectAsync(Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => viewer.TestAsync(Ct).GetAsyncEnumerator(Ct).MoveNextAsync().AsTask());
        foreach (var action in Enum.GetValues<PowerAction>())
            await Assert.ThrowsAsync<NotFoundException>(() => viewer.RequestPowerAsync(action, null, null, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => operator_.ChangeAsync(new ServerChange { Name = "mine" }, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => operator_.DeleteAsync(Ct));

        Assert.Equal("sim", Assert.Single(await portal.Access.ListAsync(TestPortal.Admin, Ct)).Name);
        Assert.Empty(await portal.Access.ListOperationsAsync(TestPortal.Admin, 10, Ct));
    }

    [Fact]
    public async Task Views_CallerWithoutAdminister_NeverShowAddressOrAccount()
    {
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(Nowhere(9));
        await portal.WaitAsync(server.Id, status => status.ProblemDetail is not null);
        var viewer = await portal.AddUserAsync("viewer", Role.Viewer);

        var seen = await (await portal.OpenAsync(server.Id, viewer)).GetAsync(Ct);
        var admin = await (await portal.OpenAsync(server.Id)).GetAsync(Ct);

        Assert.Equal((null, null), (seen.BmcEndPoint, seen.BmcUserName));
        Assert.DoesNotContain("127.0.0.1", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(("127.0.0.1:9", "admin"), (admin.BmcEndPoint, admin.BmcUserName));
    }

    [Fact]
    public async Task OpenFleet_AnyoneButAFleetAdministrator_IsNotFound()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddAsync(Nowhere(1));
        var ofServer = await portal.AddUserAsync("a", Role.Administrator, server.Id);
        var operator_ = await portal.AddUserAsync("b", Role.Operator);
        var admin = await portal.AddUserAsync("c", Role.Administrator);

        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.OpenFleetAsync(ofServer, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.OpenFleetAsync(operator_, Ct));
        var fleet = await portal.Access.OpenFleetAsync(admin, Ct);
        await portal.Get<Grants>().TakeAsync(admin.UserId, null, Ct);
        using var password = Portal.Ipmi.SecretBytes.FromText("x");
        await Assert.ThrowsAsync<NotFoundException>(() => fleet.AddServerAsync(new NewServer { Name = "n", Address = "127.0.0.3", UserName = "u", Password = password }, Ct));
    }

    [Fact]
    public async Task Rights_UserDisabled_HoldsNothing()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddAsync(Nowhere(1));
        var user = await portal.AddUserAsync("user", Role.Administrator);
        var handle = await portal.OpenAsync(server.Id, user);
        await using (var db = await portal.DbAsync())
            await db.Users.Where(row => row.Id == user.UserId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Disabled, true), Ct);

        portal.Get<Grants>().Revoke(user.UserId);

        Assert.True(handle.Revoked.IsCancellationRequested);
        await Assert.ThrowsAsync<NotFoundException>(() => handle.GetAsync(Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id, user));
        Assert.Empty(await portal.Access.ListAsync(user, Ct));
    }

    [Fact]
    public async Task Operations_OfForeignServer_AreNotFoundAndNotListed()
    {
        await using var portal = await TestPortal.StartAsync();
        var own = await portal.AddAsync(Nowhere(8), "own");
        var foreign = await portal.AddAsync(Nowhere(9), "foreign");
        var viewer = await portal.AddUserAsync("viewer", Role.Viewer, own.Id);
        var mine = await (await portal.OpenAsync(own.Id)).RequestPowerAsync(PowerAction.On, null, null, Ct);
        var theirs = await (await portal.OpenAsync(foreign.Id)).RequestPowerAsync(PowerAction.On, null, null, Ct);

        Assert.Equal(mine.Id, (await portal.Access.GetOperationAsync(viewer, mine.Id, Ct)).Id);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.GetOperationAsync(viewer, theirs.Id, Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => portal.Access.GetOperationAsync(viewer, PowerOperationId.New(), Ct));
        Assert.Equal(mine.Id, Assert.Single(await portal.Access.ListOperationsAsync(viewer, 10, Ct)).Id);
        await portal.WaitEndAsync(mine.Id, own.Id);
        await portal.WaitEndAsync(theirs.Id, foreign.Id);
    }

    private static async Task AssertOpensAsync(TestPortal portal, Caller caller, BmcId id, BmcRight right, BmcRight held)
    {
        if ((held & right) == 0)
            await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(id, caller, right));
        else
            Assert.Equal(held, (await portal.OpenAsync(id, caller, right)).Rights);
    }

    private static IPEndPoint Nowhere(int port) => new(IPAddress.Loopback, port);
}
