using System.Diagnostics;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;

namespace Portal.Interop.Tests.Sol;

/// <summary>Our SOL against OpenIPMI's ipmi_sim, with a TCP server as the host's serial port.</summary>
public sealed class IpmiSimSolTests : IDisposable
{
    private const int Megabyte = 1 << 20;

    private readonly ITestOutputHelper _output;
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public IpmiSimSolTests(ITestOutputHelper output)
    {
        _output = output;

        // Far above what any of them takes: it is there to catch a stall.
        _limit.CancelAfter(TimeSpan.FromMinutes(2));
    }

    private CancellationToken Ct => _limit.Token;

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Characters_AMegabyteEachWay_ArriveUnchanged()
    {
        using var line = new SerialLine();
        await using var sim = await IpmiSim.StartAsync(Ct, serialLine: line.Port);
        await line.ConnectAsync(Ct);
        await using var session = await OpenAsync(sim);
        await using var channel = await session.ActivateSolAsync(new SolOptions(), Ct);

        // It says 32 for its buffer, of which the header is no part, and 16384 for what it sends.
        Assert.Equal(28, channel.MaxOutboundCharacters);
        var printed = Characters(Megabyte, 1);
        var typed = Characters(Megabyte, 2);
        var clock = Stopwatch.StartNew();

        var receiving = line.ReadAsync(typed.Length, Ct);
        await channel.WriteAsync(typed, Ct);
        AssertSame(typed, await receiving);
        _output.WriteLine($"Typed in {clock.Elapsed}.");

        clock.Restart();
        var reading = ReadAsync(channel, printed.Length);
        await line.PrintAsync(printed, Ct);
        AssertSame(printed, await reading);
        _output.WriteLine($"Printed in {clock.Elapsed}. {channel.Counters}");
        Assert.Equal(0, channel.Counters.Gaps);
    }

    [Fact]
    public async Task Characters_BothWaysAtOnce_WithCommandsBetween_ArriveUnchanged()
    {
        const int Count = 128 << 10;
        using var line = new SerialLine();
        await using var sim = await IpmiSim.StartAsync(Ct, serialLine: line.Port);
        await line.ConnectAsync(Ct);
        await using var session = await OpenAsync(sim);
        await using var channel = await session.ActivateSolAsync(new SolOptions(), Ct);
        var printed = Characters(Count, 3);
        var typed = Characters(Count, 4);

        var receiving = line.ReadAsync(Count, Ct);
        var reading = ReadAsync(channel, Count);
        var writing = channel.WriteAsync(typed, Ct);
        var printing = line.PrintAsync(printed, Ct).AsTask();
        while (!writing.IsCompleted)
            Assert.Equal(2, (await session.SendAsync(new GetDeviceId(), Ct)).IpmiMajor);

        await writing;
        await printing;
        AssertSame(printed, await reading);
        AssertSame(typed, await receiving);
    }

    [Fact]
    public async Task Activation_IsSeenByOthersAndGivenBack()
    {
        using var line = new SerialLine();
        await using var sim = await IpmiSim.StartAsync(Ct, serialLine: line.Port);
        await line.ConnectAsync(Ct);
        await using var owner = await OpenAsync(sim);
        await using var other = await OpenAsync(sim);
        Assert.False((await other.SendAsync(new GetPayloadActivationStatus(), Ct)).IsActive(1));

        var channel = await owner.ActivateSolAsync(new SolOptions(), Ct);
        Assert.True((await other.SendAsync(new GetPayloadActivationStatus(), Ct)).IsActive(1));
        Assert.NotEqual(0u, (await other.SendAsync(new GetPayloadInstanceInfo(), Ct)).SessionId);
        var refused = await Assert.ThrowsAsync<IpmiCommandException>(() => other.ActivateSolAsync(new SolOptions(), Ct));
        Assert.Equal(IpmiFailure.SolAlreadyActive, refused.Failure);

        await channel.DisposeAsync();
        Assert.False((await other.SendAsync(new GetPayloadActivationStatus(), Ct)).IsActive(1));
        var again = await Assert.ThrowsAsync<IpmiCommandException>(() => other.SendAsync(new DeactivatePayload(), Ct).AsTask());
        Assert.Equal(DeactivatePayload.NotActive, again.CompletionCode);
    }

    // The channel object is lost, the session is not: its next activation finds SOL active, by itself.
    [Fact]
    public async Task Activate_WhenThisSessionHasItAlready_BeginsAnew()
    {
        using var line = new SerialLine();
        await using var sim = await IpmiSim.StartAsync(Ct, serialLine: line.Port);
        await line.ConnectAsync(Ct);
        await using var session = await OpenAsync(sim);
        await session.SendAsync(new ActivatePayload(), Ct);

        await using var channel = await session.ActivateSolAsync(new SolOptions(), Ct);

        await channel.WriteAsync("hello"u8.ToArray(), Ct);
        AssertSame("hello"u8.ToArray(), await line.ReadAsync(5, Ct));
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

    private static void AssertSame(byte[] expected, byte[] actual) =>
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"{expected.Length} characters differ after {expected.AsSpan().CommonPrefixLength(actual)}.");

    private static byte[] Characters(int count, int seed)
    {
        var characters = new byte[count];
        new Random(seed).NextBytes(characters);
        return characters;
    }

    private Task<BmcSession> OpenAsync(IpmiSim sim) => BmcSession.OpenAsync(
        new BmcSessionOptions
        {
            EndPoint = sim.EndPoint,
            UserName = "admin",
            Password = SecretBytes.FromText("secret"),
            CipherSuites = [CipherSuiteId.Suite3],
        },
        Ct);
}
