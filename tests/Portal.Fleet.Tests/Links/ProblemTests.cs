using System.Net;
using System.Net.Sockets;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Status;
using Portal.Ipmi;
using Portal.Ipmi.Sol;

namespace Portal.Fleet.Tests.Links;

/// <summary>Each way in which a BMC can fail has its own problem, within 10 s and with the intervals of production; a test of the server says the same.</summary>
public class ProblemTests
{
    private static readonly FleetOptions s_production = new();

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task WrongPassword_PasswordRejected() =>
        await AssertAsync(BmcProblem.PasswordRejected, "session", password: "wrong");

    [Fact]
    public async Task WrongUser_UserUnknown() =>
        await AssertAsync(BmcProblem.UserUnknown, "session", userName: "nobody");

    [Fact]
    public async Task UserWithoutPrivilege_PrivilegeRefused() =>
        await AssertAsync(BmcProblem.PrivilegeRefused, "session", userName: "user");

    [Fact]
    public async Task Silent_NoAnswer() =>
        await AssertAsync(BmcProblem.NoAnswer, "capabilities", bmc => bmc.Faults.Silent = true);

    [Fact]
    public async Task CorruptRakp2_PasswordRejectedBecauseItNeverWorked() =>
        await AssertAsync(BmcProblem.PasswordRejected, "session", bmc => bmc.Faults.CorruptRakp2 = true);

    [Fact]
    public async Task CorruptRakp4_HandshakeRefused() =>
        await AssertAsync(BmcProblem.HandshakeRefused, "session", bmc => bmc.Faults.CorruptRakp4 = true);

    [Fact]
    public async Task WrongPort_Unreachable()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endPoint = (IPEndPoint)reserved.LocalEndPoint!;
        reserved.Dispose();
        await using var portal = await TestPortal.StartAsync(s_production);
        var server = await portal.AddAsync(endPoint);

        await AssertAsync(portal, server, BmcProblem.Unreachable, null);
    }

    [Fact]
    public async Task NoSlotLeft_NoSessionSlotsUntilOneIsFree()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { SessionSlots = 1 });
        var stranger = await LogInAsync(bmc);
        await using var portal = await TestPortal.StartAsync(s_production);
        var server = await portal.AddAsync(bmc);
        await AssertAsync(portal, server, BmcProblem.NoSessionSlots, "session");

        await stranger.DisposeAsync();
        await (await portal.OpenAsync(server.Id)).ReconnectAsync(Ct);

        await portal.WaitLiveAsync(server.Id);
    }

    [Fact]
    public async Task SolHeldByOther_SaidAndNeverStolenAndTakenWhenFree()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Echo });
        await using var stranger = await LogInAsync(bmc);
        var held = await stranger.ActivateSolAsync(new SolOptions(), Ct);
        var owner = bmc.SolOwner;
        await using var portal = await TestPortal.StartAsync(s_production);
        var server = await portal.AddAsync(bmc);

        var status = await portal.WaitAsync(server.Id, s => s.Console == ConsoleLineState.HeldByOther && s.Power == PowerState.On);
        var handle = await portal.OpenAsync(server.Id);
        var refused = await Assert.ThrowsAsync<Fleet.Consoles.ConsoleUnavailableException>(() => handle.WriteConsoleAsync(new byte[1], Ct));
        await handle.ReconnectAsync(Ct);
        await bmc.WaitUntilAsync(b => b.Ledger.Count(entry => entry is { NetFn: 6, Command: 0x48 }) >= 3, Ct);

        Assert.Equal((LinkState.Online, BmcProblem.SolHeldByOther, BmcProblem.SolHeldByOther), (status.Link, status.Problem, refused.Problem));
        Assert.Equal(owner, bmc.SolOwner);
        await held.DisposeAsync();
        await handle.ReconnectAsync(Ct);
        status = await portal.WaitLiveAsync(server.Id);
        Assert.Equal(BmcProblem.None, status.Problem);
    }

    [Fact]
    public async Task SolDisabled_RefusedWhilePowerStillWorks()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        bmc.Faults.ActivatePayloadCode = 0x81;
        await using var portal = await TestPortal.StartAsync(s_production);
        var server = await portal.AddAsync(bmc);

        var status = await portal.WaitAsync(server.Id, s => s.Console == ConsoleLineState.Refused && s.Power == PowerState.On);

        Assert.Equal((LinkState.Online, BmcProblem.SolDisabled), (status.Link, status.Problem));
    }

    [Fact]
    public async Task PasswordChangedOnTheBmc_IdentityNotProven()
    {
        await using var portal = await TestPortal.StartAsync();
        ServerView server;
        IPEndPoint endPoint;
        await using (var bmc = SimulatedBmc.Start(new SimulatedBmcOptions()))
        {
            server = await portal.AddAsync(bmc);
            await portal.WaitLiveAsync(server.Id);
            endPoint = bmc.EndPoint;
        }

        await using var impostor = SimulatedBmc.Start(new SimulatedBmcOptions { EndPoint = endPoint, Accounts = [new SimAccount("admin", "another", 4)] });

        var status = await portal.WaitAsync(server.Id, s => s.Problem == BmcProblem.IdentityNotProven, 20);
        Assert.True(status.NextTryAt - TimeProvider.System.GetUtcNow() > TimeSpan.FromSeconds(40), "A rejected credential must not be tried again soon.");
    }

    [Fact]
    public async Task CredentialMissing_NoPacketAndASentence()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var other = SimulatedBmc.Start(new SimulatedBmcOptions());
        await using var portal = await TestPortal.StartAsync(s_production);
        var server = await portal.AddAsync(bmc);
        await portal.WaitLiveAsync(server.Id);
        var handle = await portal.OpenAsync(server.Id);

        await handle.ChangeAsync(new ServerChange { Port = other.EndPoint.Port }, Ct);
        await portal.WaitAsync(server.Id, s => s.Problem == BmcProblem.CredentialMissing);
        Assert.Equal((0, 0), (other.SlotsInUse, other.Ledger.Count));
        Assert.Equal(0, bmc.SessionCount);
        using var password = SecretBytes.FromText("password");
        await handle.ChangeAsync(new ServerChange { Password = password }, Ct);

        await portal.WaitLiveAsync(server.Id);
        Assert.Equal(1, other.SessionCount);
    }

    private static Task<BmcSession> LogInAsync(SimulatedBmc bmc) =>
        BmcSession.OpenAsync(new BmcSessionOptions { EndPoint = bmc.EndPoint, UserName = "admin", Password = SecretBytes.FromText("password") }, Ct);

    private static async Task AssertAsync(BmcProblem problem, string failingStep, Action<SimulatedBmc>? fault = null, string userName = "admin", string password = "password")
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions());
        fault?.Invoke(bmc);
        await using var portal = await TestPortal.StartAsync(s_production);
        var server = await portal.AddAsync(bmc, userName: userName, password: password);
        await AssertAsync(portal, server, problem, failingStep);
        await portal.StopAsync();

        // Behind a RAKP 4 that does not verify the BMC believes in a session, and nobody can close it.
        if (!bmc.Faults.CorruptRakp4)
            Assert.Equal(0, bmc.SessionCount);
    }

    private static async Task AssertAsync(TestPortal portal, ServerView server, BmcProblem problem, string? failingStep)
    {
        var handle = await portal.OpenAsync(server.Id, rights: BmcRight.Test);
        var steps = TestAsync(handle);
        var operation = await handle.RequestPowerAsync(Fleet.Power.PowerAction.Off, null, null, Ct);
        var status = await portal.WaitAsync(server.Id, s => s.Link == LinkState.Waiting, 10);
        var ended = await portal.WaitEndAsync(operation.Id, server.Id, 10);

        Assert.Equal((problem, ConsoleLineState.Down), (status.Problem, status.Console));

        // The power operation does not wait for the next try: it asks for one.
        Assert.InRange(status.Attempts, 1, 2);
        Assert.NotNull(status.NextTryAt);
        Assert.Equal((Fleet.Power.PowerOperationState.Failed, problem, null), (ended.State, ended.Problem, ended.SentAt));
        Assert.StartsWith("Not sent: ", ended.Detail, StringComparison.Ordinal);
        var failed = Assert.Single(await steps.WaitAsync(TimeSpan.FromSeconds(10), Ct), step => step.Verdict == TestVerdict.Failed);
        Assert.Equal((failingStep ?? failed.Name, problem), (failed.Name, failed.Problem));
    }

    private static async Task<List<TestStep>> TestAsync(BmcHandle handle)
    {
        var steps = new List<TestStep>();
        await foreach (var step in handle.TestAsync(Ct))
            steps.Add(step);
        Assert.Equal(["address", "presence", "capabilities", "session", "device", "chassis", "sol"], steps.Select(step => step.Name));
        return steps;
    }
}
