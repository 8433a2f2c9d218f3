using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tests;

/// <summary>What a poll costs in memory. Counts the whole process, so nothing else may run meanwhile.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests : BmcSessionFixture
{
    private const int Polls = 4_000;

    [Fact]
    public async Task SendAsync_SteadyPolls_AllocateNothing()
    {
        // The simulator shares the process: it keeps no ledger here, and allocates nothing per command either.
        await using var bmc = Start(o => o with { LedgerLimit = 0 });
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var request = new GetChassisStatus();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        Assert.InRange(await LeastBytesAsync(() => PollAsync(cancel.Token)), 0, 8);

        // Two at once: each poll waits for its turn.
        Assert.InRange(await LeastBytesAsync(async () =>
        {
            var other = PollAsync(cancel.Token);
            await PollAsync(cancel.Token);
            await other;
        }) / 2, 0, 8);

        async Task PollAsync(CancellationToken ct)
        {
            for (var i = 0; i < Polls; i++)
                Assert.True((await session.SendAsync(request, ct)).IsOn);
        }
    }

    /// <summary>Bytes per poll in the quietest of some rounds: the runtime itself allocates now and then.</summary>
    private static async Task<double> LeastBytesAsync(Func<Task> round)
    {
        var least = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await round();
            least = Math.Min(least, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Polls);
        }

        return least;
    }
}
