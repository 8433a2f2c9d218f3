using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Portal.BmcSim.Tests.Sol;

public class SolPortTests
{
    [Fact]
    public async Task Characters_Repeated_AreAcknowledgedAgainButTypedOnce()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var client = await ActivateAsync(bmc);
        for (var time = 0; time < 2; time++)
        {
            await client.SendSolAsync(1, 0, 0, 0, "abc");
            Assert.Equal([0, 1, 3, 0], await client.ReceiveSolAsync());
        }
        await client.SendSolAsync(2, 0, 0, 0x10, "d");
        Assert.Equal([0, 2, 1, 0], await client.ReceiveSolAsync());
        Assert.Equal("abcd", Encoding.ASCII.GetString(bmc.Typed));
        Assert.Equal(1, bmc.Breaks);
    }

    [Fact]
    public async Task PrintedLedger_OfWhatIsNotKept_CountsAndSumsAllOfIt()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, TranscriptLimit = 0 });
        await bmc.PrintAsync("12345"u8.ToArray(), TestContext.Current.CancellationToken);
        await bmc.PrintAsync("6789"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Empty(bmc.Printed);
        // The sum of all nine by the polynomial alone, without CRC-32C's inversions before and after.
        var expected = "123456789"u8.ToArray().Aggregate(0u, System.Numerics.BitOperations.Crc32C);
        Assert.Equal((9, expected), bmc.PrintedLedger);
    }

    [Fact]
    public async Task Output_NotAcknowledged_IsRepeatedUnderItsNumberUntilItIs()
    {
        var time = new FakeTimeProvider();
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, TimeProvider = time });
        using var client = await ActivateAsync(bmc);
        await bmc.PrintAsync("hello"u8.ToArray(), TestContext.Current.CancellationToken);
        await bmc.PrintAsync(" world"u8.ToArray(), TestContext.Current.CancellationToken);
        var first = await client.ReceiveSolAsync();
        Assert.Equal([1, 0, 0, 0, .. "hello"u8], first);
        time.Advance(TimeSpan.FromMilliseconds(251));
        Assert.Equal(first, await client.ReceiveSolAsync());
        // NACK: the client takes nothing now, so the packet comes again later.
        await client.SendSolAsync(0, 1, 0, 0x40, "");
        await client.CommandAsync(0x06, 0x01);
        time.Advance(TimeSpan.FromMilliseconds(501));
        Assert.Equal(first, await client.ReceiveSolAsync());
        // Taken in part: the rest comes with what was printed since, under the next number.
        await client.SendSolAsync(0, 1, 2, 0, "");
        Assert.Equal([2, 0, 0, 0, .. "llo world"u8], await client.ReceiveSolAsync());
        await client.SendSolAsync(0, 2, 9, 0, "");
        await client.CommandAsync(0x06, 0x01);
        await bmc.PrintAsync("!"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal([3, 0, 0, 0, .. "!"u8], await client.ReceiveSolAsync());
    }

    [Fact]
    public async Task Activate_WhileAnotherHasIt_IsRefusedAndADeactivationTellsTheOwner()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var first = await ActivateAsync(bmc);
        using var second = await ScriptedClient.LogInAsync(bmc);
        Assert.Equal([0x80], await second.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0));
        Assert.Equal(first.ManagedId, bmc.SolOwner);
        Assert.Equal([0], await second.CommandAsync(0x06, 0x49, 1, 1, 0, 0, 0, 0));
        Assert.Equal([0, 0, 0, 0x10], await first.ReceiveSolAsync());
        Assert.Equal([0x80], await second.CommandAsync(0x06, 0x49, 1, 1, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Print_MoreThanTheBuffer_WaitsForTheClientAndLosesNothing()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        using var client = await ActivateAsync(bmc);
        var characters = new byte[100_000];
        new Random(1).NextBytes(characters);
        var printing = bmc.PrintAsync(characters, TestContext.Current.CancellationToken);
        Assert.False(printing.IsCompleted);
        var received = new List<byte>();
        byte last = 0;
        while (received.Count < characters.Length)
        {
            var packet = await client.ReceiveSolAsync();
            if (packet[0] != last)
                received.AddRange(packet[4..]);
            last = packet[0];
            await client.SendSolAsync(0, last, (byte)(packet.Length - 4), 0, "");
        }
        await printing;
        Assert.Equal(characters, received);
        Assert.Equal(characters, bmc.Printed);
    }

    private static async Task<ScriptedClient> ActivateAsync(SimulatedBmc bmc)
    {
        var client = await ScriptedClient.LogInAsync(bmc);
        Assert.Equal([0, 0, 0, 0, 0, 255, 0, 255, 0, (byte)bmc.EndPoint.Port, (byte)(bmc.EndPoint.Port >> 8), 0xFF, 0xFF], await client.CommandAsync(0x06, 0x48, 1, 1, 0xC0, 0, 0, 0));
        return client;
    }
}
