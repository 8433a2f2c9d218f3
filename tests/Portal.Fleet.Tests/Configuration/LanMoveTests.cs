using System.Net;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Fleet.Access;
using Portal.Fleet.Configuration.Lan;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Tests.Configuration;

/// <summary>Changes of a BMC's network: refused before, verified after, told when the BMC does not come back.</summary>
public class LanMoveTests
{
    private static readonly HardwareProfile s_hardware = HardwareProfile.Standard with { SystemGuid = [.. Enumerable.Range(1, 16).Select(part => (byte)part)] };

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Move_ToWhereTheBmcAnswersThen_IsKeptWithItsCredential()
    {
        var (bmc, portal, server, handle) = await StartAsync();
        await using var firstBmc = bmc;
        await using var stopped = portal;
        var there = new IPEndPoint(IPAddress.Parse("127.0.0.77"), bmc.EndPoint.Port);
        await handle.SetLanAsync(new LanWish { Address = "127.0.0.77" }, Ct);
        await bmc.WaitUntilAsync(other => WroteAddress(other), Ct);
        await using var moved = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, EndPoint = there, Hardware = s_hardware });
        bmc.Faults.Silent = true;
        var move = await WaitEndAsync(handle);

        Assert.Equal(LanMoveState.Done, move.State);
        Assert.All(move.Stages, stage => Assert.NotEqual(LanStageState.Failed, stage.State));
        Assert.Equal($"{there}", (await (await portal.OpenAsync(server)).GetAsync(Ct)).BmcEndPoint);
        await portal.WaitAsync(server, status => status.Link == Portal.Fleet.Status.LinkState.Online && moved.SessionCount > 0);
    }

    [Fact]
    public async Task Move_ToWhereAnotherBmcAnswers_IsLostAndNothingIsKept()
    {
        var (bmc, portal, server, handle) = await StartAsync();
        await using var firstBmc = bmc;
        await using var stopped = portal;
        await handle.SetLanAsync(new LanWish { Address = "127.0.0.76" }, Ct);
        await bmc.WaitUntilAsync(other => WroteAddress(other), Ct);

        // The same password, but not the same machine.
        await using var stranger = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, EndPoint = new IPEndPoint(IPAddress.Parse("127.0.0.76"), bmc.EndPoint.Port) });
        bmc.Faults.Silent = true;
        var move = await WaitEndAsync(handle);

        Assert.Equal(LanMoveState.Lost, move.State);
        Assert.Contains(move.Stages, stage => stage is { Kind: LanStageKind.Same, State: LanStageState.Failed, Code: "other_bmc" });
        Assert.Equal($"{bmc.EndPoint}", (await (await portal.OpenAsync(server)).GetAsync(Ct)).BmcEndPoint);
        Assert.Equal("other_bmc", (await Assert.ThrowsAsync<BmcActionException>(() => handle.FindBmcAsync("127.0.0.76", Ct))).Code);
    }

    [Fact]
    public async Task Move_OfABmcThatStays_IsToldAndNothingIsKept()
    {
        var (bmc, portal, server, handle) = await StartAsync();
        await using var firstBmc = bmc;
        await using var stopped = portal;
        await handle.SetLanAsync(new LanWish { Address = "127.0.0.78", Mask = "255.0.0.0", Gateway = "127.0.0.1" }, Ct);
        var move = await WaitEndAsync(handle);
        Assert.Equal(LanMoveState.StillThere, move.State);
        Assert.Contains(move.Stages, stage => stage is { Kind: LanStageKind.LoggedIn, State: LanStageState.Failed, Code: "still_there" });
        Assert.Equal($"{bmc.EndPoint}", (await handle.GetAsync(Ct)).BmcEndPoint);
        Assert.Contains(await portal.AuditAsync("bmc.lan"), entry => entry.Outcome == "failed");
    }

    [Fact]
    public async Task Move_OfABmcThatFallsSilent_IsLostAndFoundAgain()
    {
        var (bmc, portal, server, handle) = await StartAsync();
        await using var firstBmc = bmc;
        await using var stopped = portal;
        await handle.SetLanAsync(new LanWish { Address = "127.0.0.79" }, Ct);
        await bmc.WaitUntilAsync(other => WroteAddress(other), Ct);
        bmc.Faults.Silent = true;
        var move = await WaitEndAsync(handle);
        Assert.Equal((LanMoveState.Lost, true), (move.State, move.WantsFinding));
        await Assert.ThrowsAsync<BmcActionException>(() => handle.FindBmcAsync("127.0.0.79", Ct));
        Assert.Equal("address_not_allowed", (await Assert.ThrowsAsync<BmcActionException>(() => handle.FindBmcAsync("192.0.2.1", Ct))).Code);

        bmc.Faults.Silent = false;
        var found = await handle.FindBmcAsync(bmc.EndPoint.Address.ToString(), Ct);
        Assert.Equal((LanMoveState.StillThere, false), (found.State, found.WantsFinding));
    }

    [Fact]
    public async Task Move_ThatCannotEndWell_IsRefusedBeforeAnythingIsSent()
    {
        var (bmc, portal, server, handle) = await StartAsync();
        await using var firstBmc = bmc;
        await using var stopped = portal;
        await using var taken = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, EndPoint = new IPEndPoint(IPAddress.Parse("127.0.0.80"), bmc.EndPoint.Port) });
        foreach (var (wish, code) in new (LanWish, string)[]
        {
            (new() { Address = "127.0.0.80" }, "address_in_use"), (new() { Address = "10.9.8.7", Gateway = "10.9.8.1" }, "address_not_allowed"), (new() { Address = "2130706433" }, "lan_invalid"),
            (new() { Gateway = "10.0.0.1" }, "lan_gateway"), (new() { Mask = "255.0.255.0" }, "lan_invalid"), (new() { VlanId = 4095 }, "lan_invalid"), (new() { Address = "127.0.0.255" }, "lan_invalid"), (new(), "nothing_to_change"),
        })
            Assert.Equal(code, (await Assert.ThrowsAsync<BmcActionException>(() => handle.SetLanAsync(wish, Ct))).Code);
        Assert.DoesNotContain(bmc.Ledger, entry => entry is { NetFn: 0x0C, Command: 0x01 });
    }

    private static bool WroteAddress(SimulatedBmc bmc) => bmc.Ledger.Any(entry => entry is { NetFn: 0x0C, Command: 0x01 } && entry.Data[1] == 3);

    private static async Task<(SimulatedBmc Bmc, TestPortal Portal, BmcId Server, BmcHandle Handle)> StartAsync()
    {
        var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, Hardware = s_hardware });
        var portal = await TestPortal.StartAsync(TestPortal.Quick with { CommandTimeout = TimeSpan.FromSeconds(1) });
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);
        return (bmc, portal, server.Id, await portal.OpenAsync(server.Id));
    }

    private static async Task<LanMoveView> WaitEndAsync(BmcHandle handle)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(40));
        while (true)
        {
            var (move, changed) = await handle.GetLanMoveAsync(deadline.Token);
            if (move is { State: not LanMoveState.Running, EndedAt: not null })
                return move;
            await changed.WaitAsync(deadline.Token);
        }
    }
}
