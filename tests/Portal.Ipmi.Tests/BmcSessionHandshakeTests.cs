using System.Net;
using System.Net.Sockets;
using Portal.BmcSim;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Chassis;
using Portal.Ipmi.Session;
using Portal.Ipmi.Tests.Transport;

namespace Portal.Ipmi.Tests;

public sealed class BmcSessionHandshakeTests : BmcSessionFixture
{
    private const byte App = 0x06;

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public async Task OpenAsync_Suite_CommandsWorkAndDisposeFreesTheSlot(byte suite)
    {
        await using var bmc = Start(o => o with { CipherSuites = [suite] });
        await using (var session = await BmcSession.OpenAsync(Options(bmc), Ct))
        {
            Assert.Equal((CipherSuiteId)suite, session.CipherSuite);
            Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
            Assert.Equal(16, session.SystemGuid.Length);
            Assert.NotNull(session.RoundTrip);
            Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
            Assert.Equal(2, (await session.SendAsync(new GetDeviceId(), Ct)).IpmiMajor);
            Assert.Equal(1, bmc.SessionCount);
        }

        Assert.Equal(0, bmc.SlotsInUse);
        Assert.Equal(0x3C, bmc.Ledger[^1].Command);
    }

    [Fact]
    public async Task OpenAsync_NoLoss_TakesThreeExchangesAndTheFirstSuite()
    {
        await using var bmc = Start();
        var (session, transport) = await OpenRecordedAsync(Options(bmc));
        await using var _ = session;

        Assert.Equal(CipherSuiteId.Suite17, session.CipherSuite);
        Assert.Equal([PacketPayload.OpenSessionRequest, PacketPayload.Rakp1, PacketPayload.Rakp3, PacketPayload.Ipmi], transport.SentTypes);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public async Task OpenAsync_LongestNameAndPasswordAndKgThatBeginsWithZero_LogsIn(byte suite)
    {
        byte[] kg = [0, .. Enumerable.Range(200, 18).Select(i => (byte)i), 0];
        await using var bmc = Start(o => o with { CipherSuites = [suite], Kg = kg, Accounts = [new SimAccount("sixteen-bytes-16", "twenty-bytes-long-20", 4)] });
        var options = Options(bmc) with { UserName = "sixteen-bytes-16", Password = SecretBytes.FromText("twenty-bytes-long-20"), Kg = new SecretBytes(kg) };

        await using (var session = await BmcSession.OpenAsync(options, Ct))
            await session.SendAsync(new GetDeviceId(), Ct);

        Assert.Equal(IpmiFailure.Rakp4Mismatch, await OpenFailsAsync(options with { Kg = null }));
        Assert.Equal(IpmiFailure.Rakp2Mismatch, await OpenFailsAsync(options with { Password = SecretBytes.FromText("twenty-bytes-long-2") }));
    }

    [Theory]
    [InlineData("seventeen-bytes-1", "password")]
    [InlineData("admin", "twenty-one-bytes-long")]
    public async Task OpenAsync_TooLongForTheProtocol_IsRefusedBeforeAnythingIsSent(string userName, string password)
    {
        await using var bmc = Start();
        await Assert.ThrowsAsync<ArgumentException>(() => BmcSession.OpenAsync(Options(bmc) with { UserName = userName, Password = SecretBytes.FromText(password) }, Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_Rakp2DoesNotVerify_NeverSendsRakp3NorTriesAgain(bool forged)
    {
        await using var bmc = Start();
        bmc.Faults.CorruptRakp2 = forged;
        RecordingTransport? transport = null;

        var e = await Assert.ThrowsAsync<IpmiAuthenticationException>(() => BmcSession.OpenAsync(
            Options(bmc) with { Password = SecretBytes.FromText(forged ? "password" : "wrong") }, endPoint => transport = new RecordingTransport(endPoint), Ct));

        Assert.Equal(IpmiFailure.Rakp2Mismatch, e.Failure);
        Assert.Equal([PacketPayload.OpenSessionRequest, PacketPayload.Rakp1], transport!.SentTypes);
        Assert.Equal(0, bmc.SessionCount);
    }

    [Fact]
    public async Task OpenAsync_Rakp4DoesNotVerify_IsRakp4Mismatch()
    {
        await using var bmc = Start();
        bmc.Faults.CorruptRakp4 = true;

        Assert.Equal(IpmiFailure.Rakp4Mismatch, await OpenFailsAsync(Options(bmc)));
        Assert.Empty(bmc.Ledger);
    }

    [Fact]
    public async Task OpenAsync_UnknownUser_TriesBothLookupsAndIsUserUnknown()
    {
        await using var bmc = Start();
        RecordingTransport? transport = null;

        var e = await Assert.ThrowsAsync<IpmiAuthenticationException>(() => BmcSession.OpenAsync(
            Options(bmc) with { UserName = "nobody" }, endPoint => transport = new RecordingTransport(endPoint), Ct));

        Assert.Equal((IpmiFailure.UserUnknown, (byte?)0x0D), (e.Failure, e.StatusCode));
        Assert.Equal([PacketPayload.OpenSessionRequest, PacketPayload.Rakp1, PacketPayload.OpenSessionRequest, PacketPayload.Rakp1], transport!.SentTypes);
        const int role = 16 + 24;
        Assert.Equal([0x14, 0x04], transport.Sent.Where(datagram => datagram[5] == (byte)PacketPayload.Rakp1).Select(datagram => datagram[role]));
    }

    [Fact]
    public async Task OpenAsync_MorePrivilegeThanTheUserHas_IsPrivilegeRefused()
    {
        await using var bmc = Start();
        var options = Options(bmc) with { UserName = "operator" };

        Assert.Equal(IpmiFailure.PrivilegeRefused, await OpenFailsAsync(options));
        await using var session = await BmcSession.OpenAsync(options with { Privilege = PrivilegeLevel.Operator }, Ct);
        Assert.Equal(PrivilegeLevel.Operator, session.Privilege);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0x81)]
    public async Task OpenAsync_SetSessionPrivilegeLevelRefused_ClosesTheSessionAndSaysSo(byte code)
    {
        await using var bmc = Start();
        bmc.Faults.CompletionCodes[(App, 0x3B)] = code;

        Assert.Equal(IpmiFailure.PrivilegeRefused, await OpenFailsAsync(Options(bmc)));
        Assert.Equal(0, bmc.SlotsInUse);
    }

    [Fact]
    public async Task OpenAsync_SetSessionPrivilegeLevelUnknown_GoesOnAsUser()
    {
        // Cisco UCS.
        await using var bmc = Start();
        bmc.Faults.CompletionCodes[(App, 0x3B)] = 0xC1;

        await using var session = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal(PrivilegeLevel.User, session.Privilege);
    }

    [Fact]
    public async Task OpenAsync_NoFreeSlot_IsNoSessionSlots()
    {
        await using var bmc = Start(o => o with { SessionSlots = 1 });
        await using var first = await BmcSession.OpenAsync(Options(bmc), Ct);

        Assert.Equal(IpmiFailure.NoSessionSlots, await OpenFailsAsync(Options(bmc)));
        Assert.Equal(IpmiFailure.NoSessionSlots, await OpenFailsAsync(Options(bmc) with { CipherSuites = [CipherSuiteId.Suite3, CipherSuiteId.Suite17] }));
    }

    [Fact]
    public async Task OpenAsync_SuiteNotOffered_IsCipherSuiteRefusedAndNeverAWeakerOne()
    {
        await using var bmc = Start(o => o with { CipherSuites = [3] });

        Assert.Equal(IpmiFailure.CipherSuiteRefused, await OpenFailsAsync(Options(bmc) with { CipherSuites = [CipherSuiteId.Suite17] }));
    }

    [Fact]
    public async Task OpenAsync_ClosedPort_IsUnreachableAtOnce()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endPoint = (IPEndPoint)socket.LocalEndPoint!;
        socket.Close();
        var began = TimeProvider.System.GetTimestamp();

        await using var bmc = Start();
        Assert.Equal(IpmiFailure.Unreachable, await OpenFailsAsync(Options(bmc) with { EndPoint = endPoint }));
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task OpenAsync_SilentBmc_IsNoAnswerWhenTheTimeIsOver()
    {
        await using var bmc = Start();
        bmc.Faults.Silent = true;

        Assert.Equal(IpmiFailure.NoAnswer, await OpenFailsAsync(Options(bmc) with { OpenTimeout = TimeSpan.FromMilliseconds(300) }));
    }

    [Fact]
    public async Task OpenAsync_Cancelled_EndsAtOnce()
    {
        await using var bmc = Start();
        bmc.Faults.Silent = true;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var opening = BmcSession.OpenAsync(Options(bmc), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Fact]
    public async Task OpenAsync_Rakp4AlwaysLost_IsSavedByAnAnswerInTheSession()
    {
        await using var bmc = Start(o => o with { SessionSlots = 1 });

        await using var session = await BmcSession.OpenAsync(
            Options(bmc), endPoint => new RecordingTransport(endPoint) { Loses = datagram => datagram[5] == (byte)PacketPayload.Rakp4 }, Ct);

        Assert.Equal(PrivilegeLevel.Administrator, session.Privilege);
        Assert.True((await session.SendAsync(new GetChassisStatus(), Ct)).IsOn);
    }

    [Fact]
    public async Task OpenAsync_Rakp4AlwaysLostAndWrongKg_IsNotSavedByAnything()
    {
        await using var bmc = Start(o => o with { Kg = Enumerable.Repeat((byte)7, 20).ToArray() });
        var opening = BmcSession.OpenAsync(
            Options(bmc) with { OpenTimeout = TimeSpan.FromSeconds(1.5) },
            endPoint => new RecordingTransport(endPoint) { Loses = datagram => datagram[5] == (byte)PacketPayload.Rakp4 }, Ct);

        Assert.Equal(IpmiFailure.NoAnswer, (await Assert.ThrowsAnyAsync<IpmiException>(() => opening)).Failure);
        Assert.Empty(bmc.Ledger);
    }

    [Fact]
    public async Task OpenAsync_LossDuplicationAndReordering_SucceedsWithinOneSlot()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 40), new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Ct }, async (seed, ct) =>
        {
            await using var bmc = Start(o => o with { Seed = seed, SessionSlots = 1 });
            bmc.Faults.Loss = bmc.Faults.Duplicate = bmc.Faults.Reorder = 0.2;

            await using var session = await BmcSession.OpenAsync(Options(bmc), ct);

            Assert.Equal((1, 1), (bmc.SlotsInUse, bmc.SessionCount));
        });
    }
}
