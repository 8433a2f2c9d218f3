using Microsoft.Extensions.Time.Testing;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Commands;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.InBand;

namespace Portal.Ipmi.Tests.InBand;

/// <summary>The in-band connection above a scripted driver; the real driver is in Portal.Interop.Tests, in a virtual machine.</summary>
public sealed class InBandConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_ToTheBmc_UsesTheSystemInterfaceAddress()
    {
        var device = new ScriptedDevice(_ => [0x00, 0x20, 0x01, 0x02, 0x15, 0x02, 0xBF, 0x7C, 0x2A, 0x00, 0x02, 0x0F]);
        await using (var connection = InBandConnection.Open(new InBandOptions(), device))
        {
            var id = await connection.SendAsync(new GetDeviceId(), Ct);
            Assert.Equal((0x20, 0x002A7C, 0x0F02), (id.Id, id.ManufacturerId, id.ProductId));
            await connection.SendAsync(new RawCommand(NetFn.App, 0x37, new byte[] { 1, 2, 3 }) { Lun = Lun.Sms }, Ct);
        }

        // linux/ipmi.h, struct ipmi_system_interface_addr: type 0Ch, channel 0Fh, LUN.
        var requests = device.Requests.ToArray();
        Assert.Equal([0x0C, 0, 0, 0, 0x0F, 0, 0, 0], requests[0].Address);
        Assert.Equal([0x0C, 0, 0, 0, 0x0F, 0, 2, 0], requests[1].Address);
        Assert.Equal([1, 2, 3], requests[1].Data);
        Assert.NotEqual(requests[0].MessageId, requests[1].MessageId);
        Assert.True(device.IsDisposed);
    }

    [Fact]
    public async Task SendAsync_BehindABridge_UsesTheIpmbAddress()
    {
        var device = new ScriptedDevice(_ => [0x00, 0x55]);
        await using var connection = InBandConnection.Open(new InBandOptions(), device);

        var answer = await connection.Behind(new SatelliteAddress(0x82, Channel: 7)).SendAsync(new RawCommand(NetFn.App, 0x01, default) { Lun = Lun.Oem1 }, Ct);

        // linux/ipmi.h, struct ipmi_ipmb_addr: type 1, channel, slave address, LUN.
        Assert.Equal([0x55], answer);
        Assert.Equal([0x01, 0, 0, 0, 7, 0, 0x82, 1], Assert.Single(device.Requests).Address);
    }

    [Fact]
    public async Task SendAsync_Refusal_IsACommandException()
    {
        await using var connection = InBandConnection.Open(new InBandOptions(), new ScriptedDevice(_ => [0xC1]));
        var e = await Assert.ThrowsAsync<IpmiCommandException>(() => connection.SendAsync(new GetDeviceId(), Ct).AsTask());
        Assert.Equal(CompletionCode.InvalidCommand, e.CompletionCode);
    }

    [Fact]
    public async Task SendAsync_BmcIsBusy_AsksAgainUnlessTheCommandMustNotRepeat()
    {
        var clock = new FakeTimeProvider();
        var device = new ScriptedDevice(request => request.MessageId < 3 ? [0xC0] : [0x00, 0x2A]);
        await using var connection = InBandConnection.Open(new InBandOptions { TimeProvider = clock, CommandTimeout = TimeSpan.FromDays(1) }, device);

        var answer = connection.SendAsync(new RawCommand(NetFn.App, 0x01, default) { MayRepeat = true }, Ct).AsTask();
        while (!answer.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.Equal([0x2A], await answer);
        Assert.Equal(3, device.Requests.Count);

        var once = new ScriptedDevice(_ => [0xC0]);
        await using var second = InBandConnection.Open(new InBandOptions(), once);
        await Assert.ThrowsAsync<IpmiCommandException>(() => second.SendAsync(new RawCommand(NetFn.App, 0x02, default), Ct).AsTask());
        Assert.Single(once.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_Silence_TimesOutAndALateAnswerIsNotTheNextOnes(bool mayRepeat)
    {
        var clock = new FakeTimeProvider();
        var device = new ScriptedDevice(request => request.MessageId == 1 ? null : [0x00, (byte)request.MessageId]);
        await using var connection = InBandConnection.Open(new InBandOptions { TimeProvider = clock }, device);

        var silent = connection.SendAsync(new RawCommand(NetFn.App, 0x01, default) { MayRepeat = mayRepeat }, Ct).AsTask();
        clock.Advance(TimeSpan.FromSeconds(21));
        var e = await Assert.ThrowsAsync<IpmiTimeoutException>(() => silent);
        device.Deliver(1, [0x00, 0xEE]);

        Assert.Equal(!mayRepeat, e.OutcomeUnknown);
        Assert.Equal([2], await connection.SendAsync(new RawCommand(NetFn.App, 0x01, default), Ct));
    }

    [Fact]
    public async Task SendAsync_DriverUnloaded_EndsWhatIsUnderWayAndWhatFollows()
    {
        var device = new ScriptedDevice(_ => null);
        await using var connection = InBandConnection.Open(new InBandOptions(), device);

        var underWay = connection.SendAsync(new RawCommand(NetFn.App, 0x02, default), Ct).AsTask();
        device.Unload();

        Assert.True((await Assert.ThrowsAsync<IpmiTimeoutException>(() => underWay)).OutcomeUnknown);
        var e = await Assert.ThrowsAsync<IpmiException>(() => connection.SendAsync(new GetDeviceId(), Ct).AsTask());
        Assert.Equal(IpmiFailure.SessionLost, e.Failure);
    }

    [Fact]
    public async Task SendAsync_EmptyAnswer_IsPassedOver()
    {
        ScriptedDevice? device = null;
        device = new ScriptedDevice(request =>
        {
            device!.Deliver(request.MessageId, []);
            return [0x00, 0x01];
        });
        await using var connection = InBandConnection.Open(new InBandOptions(), device);
        Assert.Equal([0x01], await connection.SendAsync(new RawCommand(NetFn.App, 0x01, default), Ct));
    }

    [Fact]
    public void Open_NoSuchDevice_NamesTheModules()
    {
        var e = Assert.Throws<IpmiException>(() => InBandConnection.Open(new InBandOptions { DeviceNumber = 4711 }));

        Assert.Equal(IpmiFailure.Unreachable, e.Failure);
        Assert.Contains("/dev/ipmi4711", e.Message);
        Assert.Contains("ipmi_si", e.Message);
        Assert.Contains("ipmi_devintf", e.Message);
    }
}
