using Microsoft.EntityFrameworkCore;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Fleet.Access;
using Portal.Fleet.Polling;
using Portal.Fleet.Power;
using Portal.Fleet.Sensors;
using Portal.Fleet.Sensors.History;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Tests.Sensors;

/// <summary>Sensors as the poller reads them, over real UDP.</summary>
public class ReadingTests
{
    private const byte Storage = 0x0A;
    private const byte SensorEvent = 0x04;
    private const byte GetSdr = 0x23;
    private const byte GetReading = 0x2D;

    private static readonly PollPlan s_quick = new() { Sensors = TimeSpan.FromMilliseconds(300), Watched = TimeSpan.FromMilliseconds(300) };

    private static CancellationToken Ct => TestPortal.Ct;

    [Fact]
    public async Task Read_AStandardServer_HasValuesUnitsThresholdsWordsAndAge()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync(plan: new PollPlan { Watched = TimeSpan.FromMilliseconds(300) });
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);

        // Nobody looks, and nothing keeps them: nothing is read.
        Assert.DoesNotContain(bmc.Ledger, entry => (entry.NetFn, entry.Command) == (SensorEvent, GetReading));
        var handle = await portal.OpenAsync(server.Id);
        using var watch = handle.Watch(ReadingKind.Sensors);
        var status = await portal.WaitAsync(server.Id, status => status.Sensors is not null);
        var view = handle.GetSensors();

        Assert.NotNull(view.ReadAt);
        var inlet = view.Sensors.Single(sensor => sensor.Name == "Inlet Temp");
        Assert.InRange(inlet.Value!.Value, 20, 28);
        Assert.Equal(($"{inlet.Value:0}", "°C", EventSeverity.Nominal, true), (inlet.Text, inlet.Symbol, inlet.Severity, inlet.CanSetThresholds));
        Assert.Equal((-7.0, 47.0), (inlet.Thresholds[(int)ThresholdKind.LowerCritical], inlet.Thresholds[(int)ThresholdKind.UpperCritical]));
        Assert.Equal(["Presence detected"], view.Sensors.Single(sensor => sensor.Name == "PSU1 Status").Words);
        Assert.Equal(SensorReadingState.EventOnly, view.Sensors.Single(sensor => sensor.Name == "Watchdog").State);
        Assert.Equal((0, 0), (status.Sensors!.Critical, view.Vitals.Unanswered));
        Assert.Equal(BmcCondition.Good, view.Vitals.Condition);

        // One that gets hot is seen, in words.
        bmc.SetReading(NumberOf(inlet), 90);
        status = await portal.WaitAsync(server.Id, status => status.Sensors?.Critical > 0);
        Assert.Equal("Inlet Temp", status.Sensors!.Worst);
    }

    [Fact]
    public async Task Read_AfterARestart_TakesRecordsFromDisk()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync(plan: s_quick);
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.Sensors is not null);
        var read = Count(bmc, Storage, GetSdr);
        Assert.NotEqual(0, read);
        await portal.StopAsync();

        await using var again = await TestPortal.StartAsync(directory: portal.Directory, plan: s_quick);
        await again.WaitAsync(server.Id, status => status.Sensors is not null);
        Assert.Equal(read, Count(bmc, Storage, GetSdr));
    }

    [Fact]
    public async Task Read_WhileAPersonsCommandIsUnderWay_Waits()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, Hardware = ServerProfiles.Idrac });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);
        await portal.WaitAsync(server.Id, status => status.PowerReadAt is not null);
        using var watch = handle.Watch(ReadingKind.Sensors);
        await bmc.WaitUntilAsync(one => Count(one, SensorEvent, GetReading) > 3, Ct);

        var operation = await handle.RequestPowerAsync(PowerAction.Off, null, null, Ct);
        var end = await portal.WaitEndAsync(operation.Id, server.Id);

        Assert.Equal(PowerOperationState.Confirmed, end.State);
        var ledger = bmc.Ledger;
        var sent = ledger.ToList().FindIndex(entry => entry is { NetFn: 0x00, Command: 0x02 });

        // From the order to off until the chassis is seen off there is at most the one request that was on its way.
        var until = ledger.Skip(sent).TakeWhile(entry => !(entry is { NetFn: 0x00, Command: 0x01 })).Count(entry => (entry.NetFn, entry.Command) == (SensorEvent, GetReading));
        Assert.InRange(until, 0, 1);
    }

    [Fact]
    public async Task Read_SensorsThatAreNotThere_AreLeftAlone_AndTheOthersRead()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent, Hardware = ServerProfiles.Supermicro });
        await using var portal = await TestPortal.StartAsync(plan: s_quick);
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.Sensors is not null);

        var view = (await portal.OpenAsync(server.Id)).GetSensors();

        var resting = Assert.Single(view.Sensors, sensor => sensor.RestsUntil is not null);
        Assert.Equal(SensorReadingState.Refused, resting.State);
        Assert.NotNull(resting.Reason);
        Assert.True(view.Sensors.Count(sensor => sensor.Value is not null) > 10);
    }

    [Fact]
    public async Task Thresholds_AreSetAndReadBack_AndAudited()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync();
        var server = await portal.AddAsync(bmc);
        var handle = await portal.OpenAsync(server.Id);
        using var watch = handle.Watch(ReadingKind.Sensors);
        await portal.WaitAsync(server.Id, status => status.Sensors is not null);
        var inlet = handle.GetSensors().Sensors.Single(sensor => sensor.Name == "Inlet Temp");

        var set = await handle.SetThresholdsAsync(inlet.Key, new Dictionary<ThresholdKind, double> { [ThresholdKind.UpperNonCritical] = 20, [ThresholdKind.UpperCritical] = 22 }, Ct);

        Assert.Equal((20.0, 22.0), (set.Thresholds[(int)ThresholdKind.UpperNonCritical], set.Thresholds[(int)ThresholdKind.UpperCritical]));
        await portal.WaitAsync(server.Id, status => status.Sensors?.Critical == 1);
        Assert.Equal(22.0, handle.GetSensors().Sensors.Single(sensor => sensor.Name == "Inlet Temp").Thresholds[(int)ThresholdKind.UpperCritical]);
        Assert.Equal(["intent", "ok"], (await portal.AuditAsync("sensor.thresholds")).Select(entry => entry.Outcome));
        var wrong = await Assert.ThrowsAsync<BmcActionException>(() => handle.SetThresholdsAsync(inlet.Key, new Dictionary<ThresholdKind, double> { [ThresholdKind.UpperCritical] = 10 }, Ct));
        Assert.Equal("threshold_order", wrong.Code);
        await Assert.ThrowsAsync<BmcActionException>(() => handle.SetThresholdsAsync("20.0.0.fe", new Dictionary<ThresholdKind, double> { [ThresholdKind.UpperCritical] = 10 }, Ct));

        var operatorHandle = await portal.OpenAsync(server.Id, await portal.AddUserAsync("op", Role.Operator, server.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => operatorHandle.SetThresholdsAsync(inlet.Key, new Dictionary<ThresholdKind, double> { [ThresholdKind.UpperCritical] = 99 }, Ct));
    }

    [Fact]
    public async Task History_IsKeptOverARestart_AndDrawnTogether()
    {
        await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Line = SimLine.Silent });
        await using var portal = await TestPortal.StartAsync(plan: s_quick);
        var server = await portal.AddAsync(bmc);
        await portal.WaitAsync(server.Id, status => status.Sensors is not null);
        var handle = await portal.OpenAsync(server.Id);
        var key = handle.GetSensors().Sensors.Single(sensor => sensor.Name == "Inlet Temp").Key;
        var now = TimeProvider.System.GetUtcNow();

        var live = Assert.Single(await handle.GetSensorHistoryAsync([key, "none"], now.AddHours(-1), now.AddMinutes(1), Ct));
        Assert.Equal(("Inlet Temp", "°C", HistoryTier.Minute), (live.Name, live.Unit, live.Tier));
        Assert.InRange(live.Points[^1].Average, 20, 28);
        await portal.StopAsync();

        await using var again = await TestPortal.StartAsync(directory: portal.Directory, plan: new PollPlan());
        handle = await again.OpenAsync(server.Id);
        var kept = Assert.Single(await handle.GetSensorHistoryAsync([key], now.AddHours(-1), now.AddMinutes(1), Ct));
        Assert.Equal(live.Points[0].At, kept.Points[0].At);
        Assert.InRange(kept.Points[^1].Average, 20, 28);

        // A range too long for minutes is drawn together of them, before that is on disk.
        var week = Assert.Single(await handle.GetSensorHistoryAsync([key], now.AddDays(-6), now.AddMinutes(1), Ct));
        Assert.Equal(HistoryTier.TenMinutes, week.Tier);
        Assert.InRange(week.Points[^1].Average, 20, 28);
        await using (var db = await again.DbAsync())
            Assert.Equal([HistoryTier.Minute], await db.SensorBlocks.Select(row => row.Tier).Distinct().ToListAsync(Ct));
    }

    private static int Count(SimulatedBmc bmc, byte netFn, byte command) => bmc.Ledger.Count(entry => (entry.NetFn, entry.Command) == (netFn, command));

    private static byte NumberOf(SensorView sensor) => Convert.ToByte(sensor.Key.Split('.')[^1], 16);
}
