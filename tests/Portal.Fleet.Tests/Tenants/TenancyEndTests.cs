using System.Text;
using Portal.BmcSim;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Auditing;
using Portal.Fleet.Consoles;
using Portal.Fleet.Links;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Fleet.Tests.Tenants;

/// <summary>What a tenancy leaves behind: nothing that is still typed, and nothing that is told.</summary>
public class TenancyEndTests
{
    private static CancellationToken Ct => TestPortal.Ct;

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.0, 1.0)]
    public async Task Keys_OfTheTenancyThatEnded_NeverReachTheBmcBehindTheStep(double refused, double taken)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc, "web-1");
        await portal.WaitLiveAsync(server.Id);
        await portal.HandOverAsync(server.Id, "acme");
        var leaving = await portal.AddPersonAsync("leaving", await portal.TenantAsync("acme"), Role.Operator);
        var handle = await portal.OpenAsync(server.Id, leaving, BmcRight.ConsoleWrite);
        var before = handle.Person;

        // The BMC refuses every packet, or takes a part of each; the one on its way and a long paste behind it wait.
        (bmc.Faults.SolNack, bmc.Faults.SolPartialAccept, bmc.Faults.Latency) = (refused, taken, TimeSpan.FromMilliseconds(20));
        var keys = Encoding.ASCII.GetBytes(new string('o', 2048));
        Task[] writes = [.. Enumerable.Range(0, 16).Select(_ => handle.WriteConsoleAsync(keys, Ct)), handle.SendBreakAsync(Ct)];
        var step = await portal.HandOverAsync(server.Id, "globex");

        Assert.Equal((HandOverStepState.Done, "cut_in_time"), (step.State, step.Outcome));
        var typed = bmc.TypedCount;
        Assert.True(typed < keys.Length * 16, $"{typed}");
        foreach (var write in writes)
            await Assert.ThrowsAnyAsync<Exception>(() => write.WaitAsync(TimeSpan.FromSeconds(20), Ct));

        // Nor what passed the gate before the end and comes to the line behind it.
        (bmc.Faults.SolNack, bmc.Faults.SolPartialAccept, bmc.Faults.Latency) = (0, 0, TimeSpan.Zero);
        await AssertRefusedAsync(() => portal.Get<IFleet>().Get(server.Id).WriteConsoleAsync(before, "late"u8.ToArray(), Ct));
        await Assert.ThrowsAsync<NotFoundException>(() => handle.WriteConsoleAsync("later"u8.ToArray(), Ct));
        var newcomer = await portal.AddPersonAsync("newcomer", await portal.TenantAsync("globex"), Role.Operator);
        await (await portal.OpenAsync(server.Id, newcomer, BmcRight.ConsoleWrite)).WriteConsoleAsync("new"u8.ToArray(), Ct);
        Assert.Equal("new", Encoding.ASCII.GetString(bmc.Typed[(int)typed..]));
    }

    [Fact]
    public async Task Audit_OfATenancyThatEnded_StaysWithItsTenant()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc, "web-1");
        await portal.WaitLiveAsync(server.Id);
        await portal.HandOverAsync(server.Id, "acme");
        var acme = await portal.TenantAsync("acme");
        var leaving = await portal.AddPersonAsync("leaving", acme, Role.Administrator);
        var console = WatchAsync(await portal.OpenAsync(server.Id, leaving, BmcRight.ConsoleRead));
        await portal.WaitAsync(server.Id, status => status.Viewers.Contains("leaving"));
        await portal.HandOverAsync(server.Id, "globex", HandOverStepKind.CheckAccounts);
        await console;
        var newcomer = await portal.AddPersonAsync("newcomer", await portal.TenantAsync("globex"), Role.Administrator);

        // The console was cut off when the server was the other's already: its end is told to whom its beginning was.
        var seen = await RowsAsync(portal, newcomer);
        Assert.NotEmpty(seen);
        Assert.DoesNotContain(seen, row => row.UserName == "leaving" || row.Action == "console.attach");
        Assert.All(seen.Where(row => row.Action.StartsWith("handover.", StringComparison.Ordinal)), row => Assert.Null(row.Detail));
        var left = await RowsAsync(portal, leaving);
        Assert.Equal(["ok", "intent"], left.Where(row => row.Action == "console.attach").Select(row => row.Outcome));
    }

    [Fact]
    public async Task Grants_OnTheServerItself_EndWithTheTenancyAndTheStaffsStay()
    {
        await using var portal = await TestPortal.StartAsync(run: false);
        var server = await portal.AddServerAsync("web-1", 1, "acme");
        var (acme, scope) = (await portal.TenantAsync("acme"), GrantScope.Of(server.Id));
        var direct = await portal.AddPersonAsync("direct", acme, Role.Operator, scope);
        var staff = await portal.AddPersonAsync("staff", null, Role.Viewer, scope);
        await portal.Tenants().AddAsync(TestPortal.Admin, "globex", Ct);
        await portal.AddPersonAsync("boss", await portal.TenantAsync("globex"), Role.Administrator);

        var preview = await portal.Desk().PreviewAsync(TestPortal.Admin, server.Id, "globex", Ct);
        Assert.Equal((1, false), (preview.GrantsEnding, preview.AddsTenant));
        Assert.Equal(["direct"], preview.Losing);
        Assert.Equal(["boss"], preview.Gaining);
        Assert.True((await portal.Desk().PreviewAsync(TestPortal.Admin, server.Id, "initech", Ct)).AddsTenant);
        await Assert.ThrowsAsync<InvalidServerException>(() => portal.Desk().PreviewAsync(TestPortal.Admin, server.Id, "acme", Ct));

        Assert.Equal(1, (await portal.Desk().StartAsync(TestPortal.Admin, server.Id, "globex", Ct)).GrantsEnded);
        await portal.Desk().StartAsync(TestPortal.Admin, server.Id, "acme", Ct);
        await Assert.ThrowsAsync<NotFoundException>(() => portal.OpenAsync(server.Id, direct));
        await portal.OpenAsync(server.Id, staff);
    }

    /// <summary>As soon as the line is there again: where the BMC took nothing, the session ended with what was on its way.</summary>
    private static async Task AssertRefusedAsync(Func<Task> write)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await Assert.ThrowsAnyAsync<Exception>(write) is not NotFoundException and var other)
        {
            Assert.IsType<ConsoleUnavailableException>(other);
            await look.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static async Task<IReadOnlyList<AuditRow>> RowsAsync(TestPortal portal, Caller caller) =>
        await (await portal.Access.OpenAuditAsync(caller, Ct)).ListAsync(new AuditFilter(), null, 500, Ct);

    private static async Task WatchAsync(BmcHandle handle) => await Assert.ThrowsAsync<NotFoundException>(async () =>
    {
        await foreach (var _ in handle.AttachConsoleAsync(null, Ct))
        {
        }
    });
}
