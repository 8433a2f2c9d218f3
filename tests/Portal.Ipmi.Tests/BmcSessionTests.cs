using Microsoft.Extensions.Time.Testing;
using Portal.BmcSim;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tests;

public sealed class BmcSessionTests : BmcSessionFixture
{
    private const byte Chassis = 0x00;
    private const byte ChassisControlCommand = 0x02;

    [Fact]
    public async Task SendAsync_ChassisControlUnderLoss_IsExecutedAtMostOnceAndNeverLies()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 40), new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Ct }, async (seed, ct) =>
        {
            await using var bmc = Start(o => o with { Seed = seed });
            bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.2;
            await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(400) }, ct);
            var claimed = false;
            try
            {
                await session.SendAsync(new ChassisControl(ChassisAction.PowerDown), ct);
                claimed = true;
            }
            catch (IpmiTimeoutException e)
            {
                Assert.True(e.OutcomeUnknown);
                Assert.Equal(IpmiFailure.CommandTimeout, e.Failure);
            }

            var executed = bmc.Ledger.Count(entry => entry is { NetFn: Chassis, Command: ChassisControlCommand });
            Assert.InRange(executed, claimed ? 1 : 0, 1);
        });
    }

    [Fact]
    public async Task SendAsync_PollsUnderLoss_AllSucceed()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.1;

        for (var i = 0; i < 40; i++)
            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task SendAsync_ExecutedButNotAnswered_OutcomeIsUnknownAndItWasSentOnce()
    {
        await using var bmc = Start();
        bmc.Faults.Unanswered.Add((Chassis, ChassisControlCommand));
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(300) }, Ct);

        var e = await Assert.ThrowsAsync<IpmiTimeoutException>(() => session.SendAsync(new ChassisControl(ChassisAction.PowerDown), Ct).AsTask());

        Assert.True(e.OutcomeUnknown);
        Assert.Single(bmc.Ledger, entry => entry is { NetFn: Chassis, Command: ChassisControlCommand });
        Assert.False((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task SendAsync_NodeBusyAllTheTime_AsksAgainAndThenSaysSo()
    {
        await using var bmc = Start();
        var (session, transport) = await OpenRecordedAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(500) });
        await using var _ = session;
        bmc.Faults.CompletionCodes[(Chassis, 0x01)] = 0xC0;
        var before = transport.Sent.Count;

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());

        // At 0, 100 and 300 ms; the next would be too late. On a busy machine two fit.
        Assert.Equal(CompletionCode.NodeBusy, e.CompletionCode);
        Assert.InRange(transport.Sent.Count - before, 2, 3);
    }

    [Fact]
    public async Task SendAsync_Refused_CarriesTheCompletionCode()
    {
        await using var bmc = Start();
        bmc.Faults.CompletionCodes[(Chassis, 0x01)] = 0xD4;
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());

        Assert.Equal((CompletionCode.InsufficientPrivilege, IpmiFailure.CommandRefused), (e.CompletionCode, e.Failure));
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_RunOneAtATimeAndAllAnswer()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 2 == 0
            ? session.SendAsync(new GetChassisStatus(), Ct).AsTask().ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default)
            : session.SendAsync(new GetDeviceId(), Ct).AsTask().ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default)));

        Assert.All(answers, Assert.True);
    }

    [Fact]
    public async Task SendAsync_Cancelled_LeavesTheSessionUsable()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        bmc.Faults.Silent = true;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var first = session.SendAsync(new GetChassisStatus(), cancel.Token).AsTask();
        var queued = session.SendAsync(new GetDeviceId(), cancel.Token).AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);

        bmc.Faults.Silent = false;
        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task Receive_ForgedAndReplayedPackets_AreDroppedAndCounted()
    {
        await using var bmc = Start();
        var (session, transport) = await OpenRecordedAsync(Options(bmc));
        await using var _ = session;
        for (var i = 0; i < 5; i++)
            await session.SendAsync(new GetChassisStatus(), Ct);
        var genuine = transport.Received.Last();

        // The same again, each bit of it flipped, without its protection, of another session, and an old one.
        var forged = new List<byte[]> { genuine, transport.Received.ElementAt(3) };
        for (var bit = 32; bit < genuine.Length * 8; bit++)
        {
            var copy = genuine.ToArray();
            copy[bit / 8] ^= (byte)(1 << (bit % 8));
            forged.Add(copy);
        }

        byte[] plain = [.. genuine[..5], 0x00, .. genuine[6..14], 8, 0, 0x81, 0x04, 0x7B, 0x20, 0x00, 0x01, 0x00, 0xDF];
        forged.Add(plain);
        foreach (var datagram in forged)
            transport.Inject(datagram);

        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
        while (session.DroppedDatagrams < forged.Count)
            await session.SendAsync(new GetChassisStatus(), Ct);
        Assert.Equal(forged.Count, session.DroppedDatagrams);
        Assert.False(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task KeepAlive_IdleForAnHour_KeepsTheSessionPastTheInactivityLimit()
    {
        var time = new FakeTimeProvider();
        await using var bmc = Start(o => o with { TimeProvider = time, InactivityTimeout = TimeSpan.FromSeconds(30) });
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { TimeProvider = time, KeepAlive = TimeSpan.FromSeconds(20) }, Ct);
        var keepAlives = 0;
        for (var elapsed = 0; elapsed < 3600; elapsed += 20)
        {
            // Due after 16 to 20 s. Nothing else moves the clock, so the answer is there before the next step.
            time.Advance(TimeSpan.FromSeconds(20));
            keepAlives++;
            await bmc.WaitUntilAsync(b => b.Ledger.Count(entry => entry is { NetFn: 0x06, Command: 0x01 }) >= keepAlives, Ct);
            await session.SendAsync(new GetSessionInfo(), Ct);
        }

        Assert.Equal(1, bmc.SessionCount);
        Assert.False(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Closed_BmcForgotTheSessionButAnswersOutside_FiresAfterTwoCommandsInVain()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(300), KeepAlive = TimeSpan.FromSeconds(20) }, Ct);
        bmc.DropSessions();

        await Assert.ThrowsAsync<IpmiTimeoutException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());
        await ClosedAsync(session);

        Assert.Equal(IpmiFailure.SessionLost, Assert.IsType<IpmiException>(session.Reason).Failure);
        Assert.Contains("no longer in this session", session.Reason.Message, StringComparison.Ordinal);
        var e = await Assert.ThrowsAsync<IpmiException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());
        Assert.Equal(IpmiFailure.SessionLost, e.Failure);
    }

    [Fact]
    public async Task Closed_BmcFellSilent_FiresAfterThreeCommandsInVain()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(100) }, Ct);
        bmc.Faults.Silent = true;

        for (var i = 0; i < 3; i++)
        {
            Assert.False(session.Closed.IsCancellationRequested);
            await Assert.ThrowsAsync<IpmiTimeoutException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());
        }

        await ClosedAsync(session);
        Assert.Equal(IpmiFailure.SessionLost, Assert.IsType<IpmiException>(session.Reason).Failure);
    }

    [Fact]
    public async Task Closed_PortClosed_FiresAfterOneCommandInVain()
    {
        var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(300) }, Ct);
        await bmc.DisposeAsync();

        await Assert.ThrowsAsync<IpmiTimeoutException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());

        await ClosedAsync(session);
        Assert.Contains("port is closed", session.Reason?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_OfAWholeLife_HoldNoSecret()
    {
        await using var bmc = Start(o => o with { Accounts = [new SimAccount("admin", "Tr0ub4dor&3", 4)] });
        var log = new ListLogger();
        var options = Options(bmc) with { Password = SecretBytes.FromText("Tr0ub4dor&3"), Logger = log, CommandTimeout = TimeSpan.FromMilliseconds(100) };
        await using (var session = await BmcSession.OpenAsync(options, Ct))
        {
            bmc.Faults.Silent = true;
            for (var i = 0; i < 3; i++)
                await Assert.ThrowsAsync<IpmiTimeoutException>(() => session.SendAsync(new GetDeviceId(), Ct).AsTask());
        }

        bmc.Faults.Silent = false;
        bmc.Faults.CorruptRakp2 = true;
        log.Lines.Enqueue((await Assert.ThrowsAnyAsync<IpmiException>(() => BmcSession.OpenAsync(options, Ct))).ToString());
        log.Lines.Enqueue(options.ToString());
        log.Lines.Enqueue($"{options.Password}");

        Assert.Contains(log.Lines, line => line.Contains("is lost", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("Tr0ub4dor", StringComparison.Ordinal) || line.Contains("54723075", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closed_BmcSilentForLessThanTheLimit_SessionLivesOn()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(100) }, Ct);
        for (var round = 0; round < 3; round++)
        {
            bmc.Faults.Silent = true;
            for (var i = 0; i < 2; i++)
                await Assert.ThrowsAsync<IpmiTimeoutException>(() => session.SendAsync(new GetChassisStatus(), Ct).AsTask());
            bmc.Faults.Silent = false;
            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
        }
    }

    [Fact]
    public async Task DisposeAsync_WithACommandOutstanding_EndsItAndClosesTheSession()
    {
        await using var bmc = Start();
        bmc.Faults.Unanswered.Add((Chassis, ChassisControlCommand));
        var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        var control = session.SendAsync(new ChassisControl(ChassisAction.PowerDown), Ct).AsTask();
        await bmc.WaitUntilAsync(b => b.Ledger.Any(entry => entry is { NetFn: Chassis, Command: ChassisControlCommand }), Ct);

        await session.DisposeAsync();

        var e = await Assert.ThrowsAsync<IpmiTimeoutException>(() => control);
        Assert.Equal((true, IpmiFailure.SessionLost), (e.OutcomeUnknown, e.Failure));
        Assert.True(session.Closed.IsCancellationRequested);
        Assert.Null(session.Reason);
        Assert.Equal(0, bmc.SlotsInUse);
        await session.DisposeAsync();
    }

    [Fact]
    public async Task DisposeAsync_BmcGone_IsBoundedInTime()
    {
        var bmc = Start();
        var session = await BmcSession.OpenAsync(Options(bmc), Ct);
        bmc.Faults.Silent = true;
        var began = TimeProvider.System.GetTimestamp();

        await session.DisposeAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(3));
        await bmc.DisposeAsync();
    }

    [Fact]
    public async Task Probe_OutsideOfASession_IsAnswered()
    {
        await using var bmc = Start();
        var timeout = TimeSpan.FromSeconds(2);

        Assert.True((await BmcProbe.PingAsync(bmc.EndPoint, timeout, Ct))?.SupportsIpmi);
        Assert.True((await BmcProbe.GetAuthenticationCapabilitiesAsync(bmc.EndPoint, PrivilegeLevel.Administrator, timeout, Ct)).SupportsIpmi20);
        Assert.Equal([CipherSuiteId.Suite3, CipherSuiteId.Suite17], await BmcProbe.GetCipherSuitesAsync(bmc.EndPoint, timeout, Ct));
        Assert.Equal(0, bmc.SlotsInUse);
    }

    [Fact]
    public async Task Probe_SilentBmc_SaysSo()
    {
        await using var bmc = Start();
        bmc.Faults.Silent = true;
        var timeout = TimeSpan.FromMilliseconds(100);

        Assert.Null(await BmcProbe.PingAsync(bmc.EndPoint, timeout, Ct));
        Assert.Empty(await BmcProbe.GetCipherSuitesAsync(bmc.EndPoint, timeout, Ct));
        var e = await Assert.ThrowsAsync<IpmiTimeoutException>(() => BmcProbe.GetAuthenticationCapabilitiesAsync(bmc.EndPoint, PrivilegeLevel.User, timeout, Ct));
        Assert.Equal(IpmiFailure.NoAnswer, e.Failure);
    }

    private static async Task ClosedAsync(BmcSession session)
    {
        var closed = new TaskCompletionSource();
        await using var registration = session.Closed.Register(closed.SetResult);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Ct);
    }
}
