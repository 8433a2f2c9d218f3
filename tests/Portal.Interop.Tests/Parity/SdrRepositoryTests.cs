using Portal.Ipmi;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Interop.Tests.Parity;

/// <summary>Commands that change an SDR repository or a sensor, on a BMC that somebody else wrote: ipmi_sim.</summary>
public sealed class SdrRepositoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repository_Cleared_HasAnotherStamp()
    {
        // (ipmi_sim says that it is done and notes the time, but erases only when asked for its progress, and falls over the remains.)
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        await using var session = await OpenAsync(sim);
        var before = await new SdrReader(session).ReadAsync(Ct);
        Assert.Equal(72, before.Records.Count);

        var reservation = await session.SendAsync(new ReserveSdrRepository(), Ct);
        Assert.True(await session.SendAsync(new ClearSdrRepository(reservation, Start: true), Ct));

        Assert.NotEqual(before.Stamp, await new SdrReader(session).GetStampAsync(Ct));
    }

    [Fact]
    public async Task TimeAndSpace_OfTheRepository_AreRead()
    {
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        await using var session = await OpenAsync(sim);

        await session.SendAsync(new SetSdrRepositoryTime(new IpmiTimestamp(0x60000000)), Ct);
        Assert.InRange((await session.SendAsync(new GetSdrRepositoryTime(), Ct)).Value, 0x60000000u, 0x60000010u);
        Assert.True((await session.SendAsync(new GetSdrRepositoryInfo(), Ct)).CanReserve);
    }

    [Fact]
    public async Task Sensors_EventsHysteresisAndType_AreReadAndSet()
    {
        const byte cpuTemperature = 1;
        await using var sim = await RichIpmiSim.StartAsync(Ct);
        await using var session = await OpenAsync(sim);

        Assert.Equal(new SensorTypes(SensorType.Temperature, EventReadingType.Threshold), await session.SendAsync(new GetSensorType(cpuTemperature), Ct));
        var enable = await session.SendAsync(new GetSensorEventEnable(cpuTemperature), Ct);
        Assert.Equal((true, true), (enable.EventMessages, enable.Scanning));
        await session.SendAsync(new SetSensorEventEnable(cpuTemperature, EventEnableAction.Disable, enable with { Assertions = 0x0080, Deassertions = 0 }), Ct);
        Assert.Equal(enable.Assertions & ~0x0080, (await session.SendAsync(new GetSensorEventEnable(cpuTemperature), Ct)).Assertions);

        await session.SendAsync(new SetSensorThresholds(cpuTemperature, default(SensorThresholds).With(ThresholdKind.UpperCritical, 91)), Ct);
        Assert.Equal((byte)91, (await session.SendAsync(new GetSensorThresholds(cpuTemperature), Ct))[ThresholdKind.UpperCritical]);
        var reading = await session.SendAsync(new GetSensorReading(cpuTemperature), Ct);
        Assert.Equal((0xF6, SensorFlags.EventMessages | SensorFlags.Scanning), (reading.Raw, reading.Flags));
    }

    private static Task<BmcSession> OpenAsync(RichIpmiSim sim) => BmcSession.OpenAsync(
        new BmcSessionOptions { EndPoint = sim.EndPoint, UserName = RichIpmiSim.UserName, Password = SecretBytes.FromText(RichIpmiSim.Password), CipherSuites = [CipherSuiteId.Suite3] }, Ct);
}
