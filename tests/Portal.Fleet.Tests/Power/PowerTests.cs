using Microsoft.Extensions.Time.Testing;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Power;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;

namespace Portal.Fleet.Tests.Power;

/// <summary>The simulator's ledger tells what was executed; the operation must never say otherwise.</summary>
[Trait("Database", "Both")]
public class PowerTests
{
    /// <summary>For answers that never come: waiting for them longer proves nothing more.</summary>
    private static readonly FleetOptions s_hasty = TestPortal.Quick with { CommandTimeout = TimeSpan.FromSeconds(1), PowerProof = TimeSpan.FromSeconds(1) };

    private static CancellationToken Ct => TestPortal.Ct;

    [Theory]
    [InlineData(true, PowerAction.Off, false)]
    [InlineData(false, PowerAction.On, true)]
    [InlineData(true, PowerAction.Cycle, true)]
    [InlineData(true, PowerAction.Reset, true)]
    [InlineData(true, PowerAction.Soft, false)]
    [InlineData(true, PowerAction.Nmi, true)]
    public async Task Request_BmcAccepts_IsSentOnceAndConfirmed(bool on, PowerAction action, bool onAfter)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { PoweredOn = on, BootPace = 0.5 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var operation = await handle.RequestPowerAsync(action, "maintenance", null, Ct);
        var ended = await portal.WaitEndAsync(operation.Id, server.Id);

        Assert.Equal((PowerOperationState.Requested, false), (operation.State, operation.Ended));
        Assert.Equal((PowerOperationState.Confirmed, BmcProblem.None), (ended.State, ended.Problem));
        Assert.True(ended.RequestedAt <= ended.SentAt && ended.SentAt <= ended.EndedAt);
        Assert.Equal(1, PowerScene.Executed(bmc));
        Assert.Equal(onAfter, bmc.IsOn);
        Assert.Equal(onAfter ? PowerState.On : PowerState.Off, portal.Board.Get(server.Id).Power);
        if (action == PowerAction.Cycle)
            Assert.Equal("The chassis was seen off and is on again.", ended.Detail);
    }

    [Fact]
    public async Task Request_AnswerLostButChassisChanged_ConfirmedWithTheNote()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.Unanswered.Add((0, 2));
        await using var portal = await TestPortal.StartAsync(s_hasty);
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(PowerAction.Off, null, null, Ct)).Id, server.Id);

        Assert.Equal((PowerOperationState.Confirmed, "The answer was lost, but the chassis was on before and is off now."), (ended.State, ended.Detail));
        Assert.Equal((1, false), (PowerScene.Executed(bmc), bmc.IsOn));
    }

    [Theory]
    [InlineData(PowerAction.Reset)]
    [InlineData(PowerAction.Nmi)]
    [InlineData(PowerAction.On)]
    public async Task Request_AnswerLostAndNothingToSee_Unknown(PowerAction action)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.Unanswered.Add((0, 2));
        await using var portal = await TestPortal.StartAsync(s_hasty);
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(action, null, null, Ct)).Id, server.Id);

        Assert.Equal((PowerOperationState.Unknown, BmcProblem.CommandTimeout), (ended.State, ended.Problem));
        Assert.Equal(1, PowerScene.Executed(bmc));

        // The end is told before its audit entry is written; stopping waits for both.
        await portal.Get<PowerService>().StopAsync();
        Assert.Equal(["intent", "unknown"], (await portal.AuditAsync($"power.{action.ToString().ToLowerInvariant()}")).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Request_BmcRefuses_FailedWithItsReason()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.CompletionCodes[(0, 2)] = 0xD5;
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(PowerAction.Off, null, null, Ct)).Id, server.Id);

        Assert.Equal((PowerOperationState.Failed, BmcProblem.CommandRefused), (ended.State, ended.Problem));
        Assert.Contains("completion code D5h", ended.Detail, StringComparison.Ordinal);
        Assert.True(bmc.IsOn);
    }

    [Fact]
    public async Task Request_HostIgnoresIt_NotReached()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 30 });
        await using var portal = await TestPortal.StartAsync(TestPortal.Quick with { PowerSoftSettle = TimeSpan.FromSeconds(1) });
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var ended = await portal.WaitEndAsync((await handle.RequestPowerAsync(PowerAction.Soft, null, null, Ct)).Id, server.Id);

        Assert.Equal(PowerOperationState.NotReached, ended.State);
    }

    [Fact]
    public async Task Request_WhileAnotherIsUnderWay_ConflictAndSameKeyAnswersTheFirst()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);
        var other = await portal.OpenAsync(server.Id, await portal.AddUserAsync("other", Role.Operator));

        var first = await handle.RequestPowerAsync(PowerAction.Cycle, null, "key-1", Ct);
        var again = await handle.RequestPowerAsync(PowerAction.Cycle, null, "key-1", Ct);
        var conflict = await Assert.ThrowsAsync<PowerConflictException>(() => handle.RequestPowerAsync(PowerAction.Off, null, "key-2", Ct));
        await Assert.ThrowsAsync<PowerConflictException>(() => other.RequestPowerAsync(PowerAction.Cycle, null, "key-1", Ct));

        Assert.Equal((first.Id, first.Id), (again.Id, conflict.Current.Id));
        await portal.WaitEndAsync(first.Id, server.Id);
        Assert.Equal((first.Id, PowerOperationState.Confirmed), ((await handle.RequestPowerAsync(PowerAction.Cycle, null, "key-1", Ct)) is var late ? late.Id : default, late.State));
        Assert.Equal(1, PowerScene.Executed(bmc));
    }

    [Fact]
    public async Task Request_ManyAtOnce_OneIsAdmitted()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            try
            {
                return await handle.RequestPowerAsync(PowerAction.Cycle, null, number % 2 == 0 ? "same" : null, Ct);
            }
            catch (PowerConflictException)
            {
                return null;
            }
        }));

        var admitted = Assert.Single(results.OfType<PowerOperationView>().Select(operation => operation.Id).Distinct());
        await portal.WaitEndAsync(admitted, server.Id);
        Assert.Equal(1, PowerScene.Executed(bmc));
    }

    [Fact]
    public async Task Request_TooManyOnOneServerOrByOnePerson_AreRefusedAndNothingIsSent()
    {
        var time = new FakeTimeProvider();
        var pace = new PowerPace(new PowerLimits { PerServer = 6 }, time);
        for (var command = 0; command < 12; command++)
            pace.Take($"person {command}", "one");
        var refused = Assert.Throws<PowerPaceException>(() => pace.Take("ann", "one"));
        Assert.InRange(refused.Wait, TimeSpan.FromSeconds(9.9), TimeSpan.FromSeconds(10));
        time.Advance(refused.Wait);
        pace.Take("ann", "one");
        Assert.Throws<PowerPaceException>(() => pace.Take("ann", "one"));
        // What was refused does not count for the person, and no server pays for another.
        for (var command = 0; command < 119; command++)
            pace.Take("ann", $"server {command}");
        Assert.Throws<PowerPaceException>(() => pace.Take("ann", "another"));
        pace.Take("ben", "another");

        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync(powerPerMinute: 1);
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);
        for (var command = 0; command < 2; command++)
            await portal.WaitEndAsync((await handle.RequestPowerAsync(PowerAction.Nmi, null, null, Ct)).Id, server.Id);
        await Assert.ThrowsAsync<PowerPaceException>(() => handle.RequestPowerAsync(PowerAction.Nmi, null, null, Ct));
        Assert.Equal(2, PowerScene.Executed(bmc));
    }

    [Fact]
    public async Task Start_OperationsLeftByACrash_EndAsFailedOrUnknownAndNothingIsSent()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync(run: false);
        var one = await portal.AddAsync(bmc, "one");
        await using var second = SimulatedBmc.Start(new SimulatedBmcOptions());
        var two = await portal.AddAsync(second, "two");
        var requested = Row(one.Id, PowerOperationState.Requested);
        var sent = Row(two.Id, PowerOperationState.Sent);
        await using (var db = await portal.DbAsync())
        {
            db.PowerOperations.AddRange(requested, sent);
            await db.SaveChangesAsync(Ct);
        }

        await using var restarted = await TestPortal.StartAsync(directory: portal.Directory);
        await restarted.WaitLiveAsync(one.Id);
        await restarted.WaitLiveAsync(two.Id);

        var first = await restarted.Access.GetOperationAsync(TestPortal.Admin, requested.Id, Ct);
        var other = await restarted.Access.GetOperationAsync(TestPortal.Admin, sent.Id, Ct);
        Assert.Equal((PowerOperationState.Failed, "Not sent: the portal stopped before sending."), (first.State, first.Detail));
        Assert.Equal(PowerOperationState.Unknown, other.State);
        Assert.Equal((0, 0), (PowerScene.Executed(bmc), PowerScene.Executed(second)));
    }

    [Fact]
    public async Task Stop_WhileWatching_EndsAsUnknownAndIsNotSentAgain()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { BootPace = 30 });
        await using var portal = await TestPortal.StartAsync();
        var (server, handle) = await PowerScene.LiveAsync(portal, bmc);
        var operation = await handle.RequestPowerAsync(PowerAction.Soft, null, null, Ct);
        await bmc.WaitUntilAsync(b => PowerScene.Executed(b) == 1, Ct);

        await portal.StopAsync();

        await using var restarted = await TestPortal.StartAsync(directory: portal.Directory);
        await restarted.WaitLiveAsync(server.Id);
        Assert.Equal(PowerOperationState.Unknown, (await restarted.Access.GetOperationAsync(TestPortal.Admin, operation.Id, Ct)).State);
        Assert.Equal(1, PowerScene.Executed(bmc));
    }

    private static PowerOperation Row(BmcId server, PowerOperationState state) => new()
    {
        Id = PowerOperationId.New(),
        ServerId = server,
        ServerName = "sim",
        Action = PowerAction.Off,
        State = state,
        UserId = "u",
        UserName = "u",
        RequestedAt = TimeProvider.System.GetUtcNow(),
    };
}
