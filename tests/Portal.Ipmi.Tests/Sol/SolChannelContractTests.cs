using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Sol;

namespace Portal.Ipmi.Tests.Sol;

/// <summary>What a channel promises its caller, packet by packet.</summary>
public sealed class SolChannelContractTests : IDisposable
{
    private readonly ScriptedLink _link = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _link.Dispose();

    [Fact]
    public async Task WriteAsync_Completes_WhenAllIsAccepted()
    {
        await using var channel = await ActivateAsync();
        Assert.Equal(32, channel.MaxOutboundCharacters);

        var write = channel.WriteAsync("ls\r"u8.ToArray(), Ct);
        Assert.Equal([1, 0, 0, 0, .. "ls\r"u8], await _link.SentAsync());
        _link.Receive(0, 1, 2, 0);
        Assert.Equal([2, 0, 0, 0, .. "\r"u8], await _link.SentAsync());
        Assert.False(write.IsCompleted);
        _link.Receive(0, 2, 1, 0);

        await write;
        Assert.Equal(3, channel.Counters.CharactersOut);
    }

    [Fact]
    public async Task ReadAllAsync_AcknowledgeWhenTaken_WaitsForTheReaderToComeBack()
    {
        await using var channel = await SolChannel.ActivateAsync(_link, new SolOptions { AcknowledgeWhenTaken = true }, Ct);
        await using var reader = channel.ReadAllAsync(Ct).GetAsyncEnumerator(Ct);
        _link.Receive([1, 0, 0, 0, .. "on"u8]);
        _link.Receive([1, 0, 0, 0, .. "on"u8]);
        Assert.True(await reader.MoveNextAsync());

        // What is typed meanwhile carries no acknowledgement either.
        _ = channel.WriteAsync("x"u8.ToArray(), Ct);
        Assert.Equal([1, 0, 0, 0, .. "x"u8], await _link.SentAsync());
        _link.Receive(0, 1, 1, 0);
        var next = reader.MoveNextAsync();
        Assert.Equal([0, 1, 2, 0], await _link.SentAsync());

        _link.Receive([2, 0, 0, 0, .. "e"u8]);
        Assert.True(await next);
        Assert.Equal("e"u8.ToArray(), reader.Current.Data.ToArray());
    }

    [Fact]
    public async Task WriteAsync_SeveralCallers_ShareAPacketInOrder()
    {
        await using var channel = await ActivateAsync();
        var first = channel.WriteAsync("a"u8.ToArray(), Ct);
        await _link.SentAsync();
        var second = channel.WriteAsync("b"u8.ToArray(), Ct);
        var third = channel.WriteAsync("c"u8.ToArray(), Ct);

        _link.Receive(0, 1, 1, 0);
        Assert.Equal([2, 0, 0, 0, .. "bc"u8], await _link.SentAsync());
        await first;
        _link.Receive(0, 2, 1, 0);

        await second;
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task WriteAsync_Cancelled_DropsOnlyWhatIsNotInFlight()
    {
        await using var channel = await ActivateAsync();
        using var cancelled = new CancellationTokenSource();
        var first = channel.WriteAsync(new byte[40], cancelled.Token);
        Assert.Equal(36, (await _link.SentAsync()).Length);
        var second = channel.WriteAsync("x"u8.ToArray(), Ct);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _link.Receive(0, 1, 31, 0);

        // One character of the cancelled call was in flight and not accepted: it still goes out, the eight behind it do not.
        Assert.Equal([2, 0, 0, 0, 0], await _link.SentAsync());
        _link.Receive(0, 2, 1, 0);
        Assert.Equal([3, 0, 0, 0, .. "x"u8], await _link.SentAsync());
        _link.Receive(0, 3, 1, 0);
        await second;
    }

    [Fact]
    public async Task Packet_NotAcknowledged_IsSentAgainAndThenTheChannelIsLost()
    {
        var channel = await ActivateAsync();
        var write = channel.WriteAsync("a"u8.ToArray(), Ct);
        var packet = await _link.SentAsync();
        // The pump arms its timer after each step, on a thread of its own: time that passed before that wakes nobody.
        var again = _link.SentAsync().AsTask();
        while (await Task.WhenAny(again, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct)) != again)
            _link.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(packet, await again);

        while (!write.IsCompleted)
        {
            _link.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(IpmiFailure.SessionLost, (await Assert.ThrowsAsync<IpmiException>(() => write)).Failure);
        Assert.Equal(IpmiFailure.SessionLost, (await Assert.ThrowsAsync<IpmiException>(() => ReadAsync(channel))).Failure);
        Assert.True(channel.Counters.Retransmissions > 0);
        await channel.DisposeAsync();
        Assert.Equal(["ActivatePayload"], _link.Commands);
    }

    [Fact]
    public async Task SlowReader_WithholdsAcknowledgements_AndLosesNothing()
    {
        await using var channel = await ActivateAsync(new SolOptions { EventCapacity = 2 });
        _link.Receive(1, 0, 0, 0, (byte)'a');
        Assert.Equal([0, 1, 1, 0], await _link.SentAsync());
        _link.Receive(2, 0, 0, 0, (byte)'b');
        Assert.Equal([0, 2, 1, 0], await _link.SentAsync());
        _link.Receive(3, 0, 0, 0, (byte)'c');
        _link.Receive(3, 0, 0, 0, (byte)'c');

        var read = new List<byte>();
        await foreach (var item in channel.ReadAllAsync(Ct))
        {
            read.AddRange(item.Data.Span);
            if (read.Count == 1)
                Assert.Equal([0, 3, 1, 0], await _link.SentAsync());
            if (read.Count == 3)
                break;
        }

        Assert.Equal("abc"u8, read.ToArray());
    }

    [Fact]
    public async Task ReadAllAsync_SecondReader_IsRefused()
    {
        await using var channel = await ActivateAsync();
        _link.Receive(1, 0, 0, 0, (byte)'a');
        await foreach (var _ in channel.ReadAllAsync(Ct))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(channel));
            break;
        }
    }

    [Fact]
    public async Task Deactivated_ByTheBmc_IsTheLastEventAndIsNotUndone()
    {
        var channel = await ActivateAsync();
        var write = channel.WriteAsync("a"u8.ToArray(), Ct);
        _link.Receive(1, 0, 0, 0x10, (byte)'z');

        var events = await ReadAsync(channel);
        Assert.Equal([SolEventKind.Data, SolEventKind.Deactivated], events.Select(e => e.Kind));
        await Assert.ThrowsAsync<IpmiException>(() => write);
        await Assert.ThrowsAsync<IpmiException>(() => channel.WriteAsync("b"u8.ToArray(), Ct));
        await channel.DisposeAsync();
        Assert.Equal(["ActivatePayload"], _link.Commands);
    }

    [Fact]
    public async Task SessionEnds_WithReason_EndsTheChannelWithIt()
    {
        await using var channel = await ActivateAsync();
        var write = channel.WriteAsync("a"u8.ToArray(), Ct);
        var reason = new IpmiException(IpmiFailure.SessionLost, "The BMC stopped answering.");
        _link.Close(reason);

        Assert.Same(reason, await Assert.ThrowsAsync<IpmiException>(() => ReadAsync(channel)));
        Assert.Same(reason, await Assert.ThrowsAsync<IpmiException>(() => write));
    }

    [Fact]
    public async Task SessionEnds_ClosedByItsOwner_EndsTheChannelQuietly()
    {
        await using var channel = await ActivateAsync();
        _link.Close(null);
        Assert.Empty(await ReadAsync(channel));
    }

    [Fact]
    public async Task DisposeAsync_Deactivates_OnceAndEndsReaderAndWriters()
    {
        var channel = await ActivateAsync();
        var write = channel.WriteAsync("a"u8.ToArray(), Ct);
        await channel.DisposeAsync();
        await channel.DisposeAsync();

        Assert.Equal(["ActivatePayload", "DeactivatePayload"], _link.Commands);
        Assert.Empty(await ReadAsync(channel));
        await Assert.ThrowsAsync<IpmiException>(() => write);
        Assert.Null(_link.Receiver);
    }

    [Theory]
    [InlineData(0x80, IpmiFailure.SolAlreadyActive)]
    [InlineData(0x81, IpmiFailure.SolDisabled)]
    [InlineData(0x82, IpmiFailure.SolRefused)]
    [InlineData(0x84, IpmiFailure.SolRefused)]
    public async Task ActivateAsync_Refused_NamesTheFailureAndDetaches(byte code, IpmiFailure failure)
    {
        _link.Owner = 0x9999;
        _link.Activations.Enqueue((CompletionCode)code);

        var refused = await Assert.ThrowsAsync<IpmiCommandException>(() => ActivateAsync());

        Assert.Equal(failure, refused.Failure);
        Assert.Null(_link.Receiver);
        Assert.DoesNotContain("DeactivatePayload", _link.Commands);
    }

    // The answer to the first request was lost and the BMC executed the repetition; or an earlier channel ended without a word.
    [Fact]
    public async Task ActivateAsync_AlreadyActiveByThisSession_BeginsAnew()
    {
        _link.Activations.Enqueue(ActivatePayload.AlreadyActive);

        await using var channel = await ActivateAsync();

        Assert.Equal(["ActivatePayload", "GetPayloadInstanceInfo", "DeactivatePayload", "ActivatePayload"], _link.Commands);
        Assert.Equal(32, channel.MaxOutboundCharacters);
    }

    private static async Task<List<SolEvent>> ReadAsync(SolChannel channel)
    {
        var events = new List<SolEvent>();
        await foreach (var item in channel.ReadAllAsync(Ct))
            events.Add(item);
        return events;
    }

    private Task<SolChannel> ActivateAsync(SolOptions? options = null) => SolChannel.ActivateAsync(_link, options ?? new SolOptions(), Ct);
}
