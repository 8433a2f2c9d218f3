using Microsoft.Extensions.Time.Testing;

namespace Portal.BmcSim.Tests.Rmcp;

public class SessionTests
{
    private const byte ChassisControl = 0x02;

    [Fact]
    public async Task Command_Repeated_IsAnsweredAgainButExecutedOnce()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var client = await ScriptedClient.LogInAsync(bmc);
        var off = ScriptedClient.Request(9, 0x00, ChassisControl, 0);

        var first = await client.CommandAsync(off);
        var again = await client.CommandAsync(off);

        Assert.Equal([0], first);
        Assert.Equal(first, again);
        Assert.False(bmc.IsOn);
        var entry = Assert.Single(bmc.Ledger, e => e.NetFn == 0x00 && e.Command == ChassisControl);
        Assert.Equal((client.ManagedId, 0), (entry.SessionId, entry.CompletionCode));
        Assert.Equal([0], entry.Data);

        // The same action under a new request number is a new request.
        await client.CommandAsync(ScriptedClient.Request(10, 0x00, ChassisControl, 0));
        Assert.Equal(2, bmc.Ledger.Count(e => e.Command == ChassisControl));
    }

    [Fact]
    public async Task Packet_ReplayedOrForged_IsIgnored()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var client = await ScriptedClient.LogInAsync(bmc);
        var sealedReset = client.Seal(0, ScriptedClient.Request(20, 0x00, ChassisControl, 3), client.NextSequence());
        var forged = sealedReset.ToArray();
        forged[^1] ^= 1;

        await client.SendAsync(forged);
        await client.SendAsync(sealedReset);
        await client.SendAsync(sealedReset);
        await client.CommandAsync(0x06, 0x01);

        Assert.Single(bmc.Ledger, e => e.Command == ChassisControl);
    }

    [Fact]
    public async Task Command_RefusedUnansweredOrUnknown_IsInTheLedgerOnlyWhenItRan()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var user = await ScriptedClient.LogInAsync(bmc, "user", 2);
        Assert.Equal([0xD4], await user.CommandAsync(0x00, ChassisControl, 0));
        Assert.Equal([0xC1], await user.CommandAsync(0x2C, 0x3E, 0));
        bmc.Faults.CompletionCodes[(0x06, 0x01)] = 0xC0;
        Assert.Equal([0xC0], await user.CommandAsync(0x06, 0x01));
        Assert.DoesNotContain(bmc.Ledger, e => (e.NetFn, e.Command) is (0x00, ChassisControl) or (0x2C, 0x3E) or (0x06, 0x01));

        bmc.Faults.Unanswered.Add((0x00, 0x01));
        await user.SendAsync(user.Seal(0, ScriptedClient.Request(30, 0x00, 0x01), user.NextSequence()));
        await user.CommandAsync(0x06, 0x04);
        Assert.Single(bmc.Ledger, e => (e.NetFn, e.Command) is (0x00, 0x01));
    }

    [Fact]
    public async Task OpenSession_Repeated_TakesOneSlotAndGetsTheSameSession()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { SessionSlots = 2 });
        using var client = new ScriptedClient(bmc);
        var first = await client.OpenAsync(tag: 7);
        Assert.Equal(first, await client.OpenAsync(tag: 7));
        Assert.Equal(1, bmc.SlotsInUse);

        var rakp2 = await client.Rakp1Async("admin", 4);
        Assert.Equal(rakp2, await client.Rakp1Async("admin", 4));
        var rakp4 = await client.Rakp3Async(rakp2, "admin", 4, "password");
        Assert.Equal(rakp4, await client.Rakp3Async(rakp2, "admin", 4, "password"));
        Assert.Equal(first, await client.OpenAsync(tag: 7));
        Assert.Equal((1, 1), (bmc.SlotsInUse, bmc.SessionCount));

        Assert.Equal(0, (await client.OpenAsync(tag: 8))[1]);
        Assert.Equal(0x01, (await client.OpenAsync(tag: 9))[1]);
    }

    [Theory]
    [InlineData("admin", 4, "wrong", 0x0F)]
    [InlineData("user", 4, null, 0x0A)]
    [InlineData("nobody", 4, null, 0x0D)]
    [InlineData("admin", 0, null, 0x09)]
    public async Task Handshake_Refused_SaysWhyEveryTimeAndFreesTheSlot(string name, byte privilege, string? password, byte status)
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { SessionSlots = 1 });
        using var client = new ScriptedClient(bmc);
        await client.OpenAsync();
        for (var time = 0; time < 2; time++)
        {
            var answer = await client.Rakp1Async(name, privilege);
            if (password is not null && time == 0)
                answer = await client.Rakp3Async(answer, name, privilege, password);
            Assert.Equal((status, 8), (answer[1], answer.Length));
        }
        Assert.Equal(0, bmc.SlotsInUse);
        Assert.Equal(0, (await client.OpenAsync(tag: 1))[1]);
        Assert.Equal(0x11, (await client.OpenAsync(tag: 2, authentication: 2))[1]);
    }

    [Fact]
    public async Task Command_OnALiveSession_AllocatesNothing()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { LedgerLimit = 0 });
        using var client = await ScriptedClient.LogInAsync(bmc);
        var from = client.Address;
        var packets = Enumerable.Range(0, 600).Select(i => client.Seal(0, ScriptedClient.Request((byte)(i & 63), 0x00, 0x01), client.NextSequence())).ToArray();
        foreach (var packet in packets.AsSpan(0, 300))
            bmc.Receive(packet, from);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var packet in packets.AsSpan(300))
            bmc.Receive(packet, from);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300);
    }

    [Fact]
    public async Task Session_HalfOpenOrSilent_TimesOut()
    {
        var time = new FakeTimeProvider();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { TimeProvider = time });
        using var half = new ScriptedClient(bmc);
        await half.OpenAsync(tag: 1);
        using var client = await ScriptedClient.LogInAsync(bmc);
        await client.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0);
        Assert.Equal((2, 1), (bmc.SlotsInUse, bmc.SessionCount));

        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(1, bmc.SlotsInUse);
        await client.CommandAsync(0x06, 0x01);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, bmc.SessionCount);
        Assert.NotNull(bmc.SolOwner);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(bmc.SolOwner);
        Assert.Equal(0, bmc.SessionCount);
    }
}
