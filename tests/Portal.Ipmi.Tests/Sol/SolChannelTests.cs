using System.Diagnostics;
using Portal.BmcSim;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tests.Sol;

/// <summary>SOL through a real session and real UDP, against the simulated BMC.</summary>
public sealed class SolChannelTests : IDisposable
{
    private const int Megabytes = 2 << 20;

    private readonly ITestOutputHelper _output;
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public SolChannelTests(ITestOutputHelper output)
    {
        _output = output;

        // Far above what any of them takes: it is there to catch a stall.
        _limit.CancelAfter(TimeSpan.FromMinutes(2));
    }

    private CancellationToken Ct => _limit.Token;

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData(SimFault.None, 1)]
    [InlineData(SimFault.BadNetwork, 8)]
    [InlineData(SimFault.PartialAcceptance, 1)]
    [InlineData(SimFault.Nack, 1)]
    public async Task Characters_BothWaysAtOnce_ArriveUnchanged(SimFault fault, int lines)
    {
        // After each loss a line waits for its time-out, so those on a bad network share the characters, each with its own bad luck.
        var count = (fault is SimFault.Nack ? Megabytes / 16 : Megabytes) / lines;
        await Task.WhenAll(Enumerable.Range(1, lines).Select(line => MoveBothWaysAsync(fault, count, seed: line)));
    }

    private async Task MoveBothWaysAsync(SimFault fault, int count, int seed)
    {
        await using var bmc = StartBmc(SimLine.Silent, seed);
        await using var session = await OpenAsync(bmc);
        await using var channel = await session.ActivateSolAsync(new SolOptions { ReadInline = seed % 2 == 1, AcknowledgeWhenTaken = seed % 4 == 1 }, Ct);
        Apply(fault, bmc.Faults);
        var printed = Characters(count, seed);
        var typed = Characters(count, -seed);
        var clock = Stopwatch.StartNew();

        var reading = ReadAsync(channel, count);
        var printing = bmc.PrintAsync(printed, Ct);
        await WriteInPiecesAsync(channel, typed);
        var typedIn = clock.Elapsed;
        await printing;
        var read = await reading;
        await bmc.WaitUntilAsync(b => b.TypedCount >= count, Ct);

        _output.WriteLine($"{fault} {seed}: typed after {typedIn}, all after {clock.Elapsed}; {channel.Counters}");
        Assert.True(printed.AsSpan().SequenceEqual(read), "What the host printed came out different.");
        Assert.True(typed.AsSpan().SequenceEqual(bmc.Typed), "What was typed came in different.");
        Assert.Equal(count, channel.Counters.CharactersIn);
        Assert.Equal(count, channel.Counters.CharactersOut);
        Assert.Equal(0, channel.Counters.Gaps);
    }

    [Fact]
    public async Task SlowReader_LosesNothing()
    {
        const int Count = 256 << 10;
        await using var bmc = StartBmc(SimLine.Silent);
        await using var session = await OpenAsync(bmc);
        await using var channel = await session.ActivateSolAsync(new SolOptions { EventCapacity = 4 }, Ct);
        var printed = Characters(Count, 3);
        var printing = bmc.PrintAsync(printed, Ct);

        // Not reading until the BMC has repeated itself often enough to be told "none accepted".
        while (channel.Counters.Duplicates < 5)
            await session.SendAsync(new GetDeviceId(), Ct);
        Assert.False(printing.IsCompleted);
        var read = await ReadAsync(channel, Count);

        await printing;
        Assert.True(printed.AsSpan().SequenceEqual(read));
        Assert.Equal(0, channel.Counters.Gaps);
    }

    [Fact]
    public async Task Break_BetweenCharacters_ArrivesOnceAndInOrder()
    {
        await using var bmc = StartBmc(SimLine.Silent);
        await using var session = await OpenAsync(bmc);
        await using var channel = await session.ActivateSolAsync(new SolOptions(), Ct);
        bmc.Faults.Loss = 0.1;
        var before = Characters(5000, 4);

        var first = channel.WriteAsync(before, Ct);
        var breaking = channel.SendBreakAsync(Ct);
        var second = channel.WriteAsync("after"u8.ToArray(), Ct);
        await bmc.WaitUntilAsync(b => b.Breaks > 0, Ct);
        Assert.True(before.AsSpan().SequenceEqual(bmc.Typed.AsSpan(0, before.Length)));

        await Task.WhenAll(first, breaking, second);
        await bmc.WaitUntilAsync(b => b.TypedCount == before.Length + 5, Ct);
        Assert.Equal(1, bmc.Breaks);
    }

    [Fact]
    public async Task Activate_WhileAnotherSessionHasIt_IsAlreadyActive()
    {
        await using var bmc = StartBmc(SimLine.Silent);
        await using var owner = await OpenAsync(bmc);
        await using var other = await OpenAsync(bmc);
        var channel = await owner.ActivateSolAsync(new SolOptions(), Ct);

        var refused = await Assert.ThrowsAsync<IpmiCommandException>(() => other.ActivateSolAsync(new SolOptions(), Ct));
        Assert.Equal(IpmiFailure.SolAlreadyActive, refused.Failure);

        await channel.DisposeAsync();
        Assert.Null(bmc.SolOwner);
        await using var taken = await other.ActivateSolAsync(new SolOptions(), Ct);
    }

    [Fact]
    public async Task Deactivated_ByAnotherParty_IsTold()
    {
        await using var bmc = StartBmc(SimLine.Silent);
        await using var session = await OpenAsync(bmc);
        await using var channel = await session.ActivateSolAsync(new SolOptions(), Ct);

        bmc.DeactivateSol();

        var kinds = new List<SolEventKind>();
        await foreach (var item in channel.ReadAllAsync(Ct))
            kinds.Add(item.Kind);
        Assert.Equal([SolEventKind.Deactivated], kinds);
        Assert.False(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task BmcReboot_EndsTheChannelWithSessionLost()
    {
        await using var bmc = StartBmc(SimLine.Echo);
        await using var session = await OpenAsync(bmc);
        await using var channel = await session.ActivateSolAsync(new SolOptions { AcknowledgementTimeout = TimeSpan.FromSeconds(2) }, Ct);
        await channel.WriteAsync("before"u8.ToArray(), Ct);

        bmc.Reboot(TimeSpan.FromMinutes(5));

        Assert.Equal(IpmiFailure.SessionLost, (await Assert.ThrowsAsync<IpmiException>(() => channel.WriteAsync("after"u8.ToArray(), Ct))).Failure);
        Assert.Equal(IpmiFailure.SessionLost, (await Assert.ThrowsAsync<IpmiException>(() => ReadAsync(channel, int.MaxValue))).Failure);
    }

    public enum SimFault
    {
        None,
        BadNetwork,
        PartialAcceptance,
        Nack,
    }

    private static void Apply(SimFault fault, SimFaults faults)
    {
        switch (fault)
        {
            case SimFault.BadNetwork:
                (faults.Loss, faults.Duplicate, faults.Reorder) = (0.05, 0.05, 0.05);
                break;
            case SimFault.PartialAcceptance:
                faults.SolPartialAccept = 0.3;
                break;
            case SimFault.Nack:
                (faults.SolPartialAccept, faults.SolNack) = (0.1, 0.3);
                break;
        }
    }

    private async Task WriteInPiecesAsync(SolChannel channel, byte[] characters)
    {
        // Of every size from a key to a paste; two are always waiting, so that packets are filled across them.
        var random = new Random(5);
        var previous = Task.CompletedTask;
        for (var at = 0; at < characters.Length;)
        {
            var count = Math.Min(random.Next(1, 9000), characters.Length - at);
            var next = channel.WriteAsync(characters.AsMemory(at, count), Ct);
            await previous;
            previous = next;
            at += count;
        }

        await previous;
    }

    private async Task<byte[]> ReadAsync(SolChannel channel, int count)
    {
        var read = new List<byte>();
        await foreach (var item in channel.ReadAllAsync(Ct))
        {
            read.AddRange(item.Data.Span);
            if (read.Count >= count)
                break;
        }

        return read.ToArray();
    }

    private static byte[] Characters(int count, int seed)
    {
        var characters = new byte[count];
        new Random(seed).NextBytes(characters);
        return characters;
    }

    private static SimulatedBmc StartBmc(SimLine line, int seed = 1) => SimulatedBmc.Start(new SimulatedBmcOptions { Line = line, BootPace = 0, Seed = seed });

    private Task<BmcSession> OpenAsync(SimulatedBmc bmc) => BmcSession.OpenAsync(
        new BmcSessionOptions { EndPoint = bmc.EndPoint, UserName = "admin", Password = SecretBytes.FromText("password") }, Ct);
}
