using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tests;

public sealed class BmcSweepTests : BmcSessionFixture
{
    [Fact]
    public async Task RunAsync_SilentAndRefusingOnesAmongThem_HoldUpNobodyAndAreResultsToo()
    {
        await using var silent = Start();
        await using var refusing = Start(o => o with { Accounts = [new("admin", "another", 4)] });
        await using var off = Start(o => o with { PoweredOn = false });
        await using var on = Start();
        silent.Faults.Silent = true;
        var bmcs = new[] { silent, refusing, off, on }.Select(bmc => Options(bmc) with
        {
            // Long for the silent one, so that the others come first on a busy machine too.
            OpenTimeout = TimeSpan.FromSeconds(4),
            InitialRetransmission = TimeSpan.FromMilliseconds(50),
        });

        var results = new List<BmcSweepResult<ChassisStatus>>();
        await foreach (var result in BmcSweep.RunAsync(bmcs, new GetChassisStatus(), concurrency: 1, Ct))
            results.Add(result);

        // The silent one was asked first and is told last, though only one may be talked to at once.
        Assert.Equal([refusing.EndPoint, off.EndPoint, on.EndPoint, silent.EndPoint], results.Select(result => result.Bmc.EndPoint));
        Assert.Equal([IpmiFailure.Rakp2Mismatch, null, null, IpmiFailure.NoAnswer], results.Select(result => result.Error?.Failure));
        Assert.Equal([false, true], results.Where(result => result.Error is null).Select(result => result.Response.IsOn));
        Assert.All([off, on, silent], bmc => Assert.Equal(0, bmc.SessionCount));
    }

    [Fact]
    public async Task RunAsync_CallerLeavesEarly_ClosesWhatIsOpen()
    {
        await using var first = Start();
        await using var second = Start();
        second.Faults.Latency = TimeSpan.FromMilliseconds(50);

        await foreach (var result in BmcSweep.RunAsync([Options(first), Options(second)], new GetChassisStatus(), concurrency: 2, Ct))
        {
            Assert.Null(result.Error);
            break;
        }

        Assert.Equal((0, 0), (first.SessionCount, second.SessionCount));
    }
}
