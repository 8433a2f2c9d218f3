using System.Buffers.Binary;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Tests;

/// <summary>An attacker who sees everything and sends what he likes, and BMCs that answer late, twice, out of order or in part.</summary>
public sealed class BmcSessionHostileTests : BmcSessionFixture
{
    private const int Forged = 100_000;
    private const int Burst = 500;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(17)]
    public async Task Receive_ManyForgedAndReplayedPackets_AllDroppedAndTheSessionLives(byte suite)
    {
        await using var bmc = Start(o => o with { CipherSuites = [suite] });
        await IsUnmovedAsync(Options(bmc) with { CipherSuites = [(CipherSuiteId)suite], AllowWeakCipherSuites = true });
    }

    [Theory]
    [InlineData(AuthenticationType.Md2)]
    [InlineData(AuthenticationType.Md5)]
    public async Task Receive_ManyForgedAndReplayedPacketsOfIpmi15_AllDroppedAndTheSessionLives(AuthenticationType type)
    {
        await using var bmc = Start(o => o with { Ipmi15 = [(byte)type] });
        await IsUnmovedAsync(Options(bmc) with { Ipmi15 = [type] });
    }

    [Fact]
    public async Task Receive_JumpAheadWithoutIntegrity_DoesNotPutTheSessionOutOfStep()
    {
        // With suite 1 anyone can send a packet. It must not make the session deaf to the BMC's own.
        await using var bmc = Start(o => o with { CipherSuites = [1] });
        var (session, transport) = await OpenRecordedAsync(Options(bmc) with { CipherSuites = [CipherSuiteId.Suite1], AllowWeakCipherSuites = true });
        await using var _ = session;
        await session.SendAsync(new GetChassisStatus(), Ct);
        var jump = transport.Received.Last().ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(jump.AsSpan(10), 1_000_000);

        transport.Inject(jump);
        while (session.DroppedDatagrams == 0)
            await session.SendAsync(new GetChassisStatus(), Ct);

        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task Receive_OwnRequestsSentBack_DoNotPutTheSessionOutOfStep()
    {
        // In IPMI 1.5 they verify, and in every second session their numbers are ahead of the BMC's.
        await using var bmc = Start(o => o with { Ipmi15 = [(byte)AuthenticationType.Md5] });
        for (var i = 0; i < 8; i++)
        {
            var (session, transport) = await OpenRecordedAsync(Options(bmc) with { Ipmi15 = [AuthenticationType.Md5] });
            await using var _ = session;
            foreach (var sent in transport.Sent)
                transport.Inject(sent);

            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
        }
    }

    [Fact]
    public async Task SendAsync_CutShortTwiceAndOutOfOrder_AllIsAnsweredRight()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 10), new ParallelOptions { MaxDegreeOfParallelism = 10, CancellationToken = Ct }, async (seed, ct) =>
        {
            await using var bmc = Start(o => o with { Seed = seed });
            bmc.Faults.Truncate = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.15;
            await using var session = await BmcSession.OpenAsync(Options(bmc), ct);
            for (var i = 0; i < 20; i++)
            {
                Assert.True((await session.SendAsync(new GetChassisStatus(), ct)).IsOn);
                Assert.Equal(2, (await session.SendAsync(new GetDeviceId(), ct)).IpmiMajor);
            }
        });
    }

    [Fact]
    public async Task SendAsync_AnswersComeWhenNobodyWaitsAnyMore_AreNotTakenForOthers()
    {
        await using var bmc = Start();
        await using var session = await BmcSession.OpenAsync(Options(bmc) with { CommandTimeout = TimeSpan.FromMilliseconds(60) }, Ct);
        bmc.Faults.Latency = TimeSpan.FromMilliseconds(100);
        for (var i = 0; i < 10; i++)
        {
            var late = i % 2 == 0 ? session.SendAsync(new GetChassisStatus(), Ct).AsTask() : (Task)session.SendAsync(new GetDeviceId(), Ct).AsTask();
            await Assert.ThrowsAsync<IpmiTimeoutException>(() => late);
        }

        bmc.Faults.Latency = TimeSpan.Zero;

        Assert.False(session.Closed.IsCancellationRequested);
        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    private static async Task IsUnmovedAsync(BmcSessionOptions options)
    {
        var (session, transport) = await OpenRecordedAsync(options);
        await using var _ = session;
        for (var i = 0; i < 5; i++)
            await session.SendAsync(new GetChassisStatus(), Ct);
        var seen = transport.Received.Concat(transport.Sent).ToArray();
        var sentBefore = transport.Sent.Count;
        var random = new Random(4711);
        var polls = 0;
        for (var i = 0; i < Forged; i++)
        {
            transport.Inject(Forge(seen, random, i));
            if ((i + 1) % Burst != 0)
                continue;
            // People go on working meanwhile, and nothing that they get is the attacker's. Their answer waits in line behind the burst,
            // as it would in a socket's buffer, which holds about as many packets.
            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
            polls++;
        }

        while (session.DroppedDatagrams < Forged)
        {
            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
            polls++;
        }

        // On a busy machine a request is sent twice, and the second answer to it is dropped like the attacker's.
        var repeated = transport.Sent.Count - sentBefore - polls;
        Assert.InRange(session.DroppedDatagrams, Forged, Forged + repeated);
        Assert.False(session.Closed.IsCancellationRequested);
    }

    private static byte[] Forge(byte[][] seen, Random random, int number)
    {
        var packet = seen[random.Next(seen.Length)].ToArray();
        switch (number % 6)
        {
            case 0:
                // Exactly as it was.
                return packet;
            case 1:
                // The RMCP header is not covered; byte 4 on is.
                packet[random.Next(4, packet.Length)] ^= (byte)(1 << random.Next(8));
                return packet;
            case 2:
                return packet[..random.Next(packet.Length)];
            case 3:
                // Another session sequence number, in each format's place.
                var at = packet[4] == 0x06 ? 10 : 5;
                BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(at), BinaryPrimitives.ReadUInt32LittleEndian(packet.AsSpan(at)) + (uint)random.Next(1, 1000));
                return packet;
            case 4:
                // Neither encrypted nor authenticated.
                packet[packet[4] == 0x06 ? 5 : 4] = 0;
                return packet;
            default:
                random.NextBytes(packet.AsSpan(random.Next(4, packet.Length)));
                return packet;
        }
    }
}
