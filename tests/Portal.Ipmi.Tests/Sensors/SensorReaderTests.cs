using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Commands.SensorEvent;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Tests.Sensors;

public sealed class SensorReaderTests : SensorBmcFixture
{
    private const byte SensorEvent = 0x04;
    private const byte GetReading = 0x2D;

    [Fact]
    public async Task ReadAsync_StandardServer_HasValuesUnitsThresholdsAndWords()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc);

        var readings = (await ReadAsync(new SensorReader(session))).ToDictionary(reading => reading.Sensor.Name);

        var inlet = readings["Inlet Temp"];
        Assert.Equal((23.0, "degrees C", EventSeverity.Nominal, "23 degrees C"), (inlet.Value, inlet.Sensor.UnitText, inlet.Severity, inlet.ToString()));
        Assert.Equal((-7.0, 3.0, null, 42.0, 47.0, null), (
            inlet.GetThreshold(ThresholdKind.LowerCritical), inlet.GetThreshold(ThresholdKind.LowerNonCritical), inlet.GetThreshold(ThresholdKind.LowerNonRecoverable),
            inlet.GetThreshold(ThresholdKind.UpperNonCritical), inlet.GetThreshold(ThresholdKind.UpperCritical), inlet.GetThreshold(ThresholdKind.UpperNonRecoverable)));
        Assert.Equal("12.096 Volts", readings["P12V"].ToString());
        Assert.Equal("5400 RPM", readings["FAN3"].ToString());
        Assert.Equal(["Presence detected"], readings["PSU1 Status"].Words);
        Assert.Equal(["Fully redundant"], readings["PSU Redundancy"].Words);
        Assert.Equal((SensorReadingState.EventOnly, "n/a"), (readings["Watchdog"].State, readings["Watchdog"].ToString()));
        Assert.Equal((EntityId.Processor, (byte)2), (readings["CPU2 Temp"].Sensor.Entity, readings["CPU2 Temp"].Sensor.EntityInstance));
    }

    [Fact]
    public async Task ReadAsync_Again_ReadsNoRecordAndNoThreshold()
    {
        await using var bmc = Start(ServerProfiles.Supermicro);
        await using var session = await OpenAsync(bmc);
        var reader = new SensorReader(session);
        var first = await ReadAsync(reader);
        var before = bmc.Ledger.Count;

        var again = new List<SensorReading>();
        await reader.ReadAllAsync(again, Ct);

        // The one of them that answers CBh is not asked again so soon.
        Assert.Equal(first.Count - 1 + 1, bmc.Ledger.Count - before);
        Assert.Equal(first.Select(reading => (reading.Value, reading.States, reading.State)), again.Select(reading => (reading.Value, reading.States, reading.State)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_WarmCache_CostsTheInfoAlone(bool inFiles)
    {
        var folder = Directory.CreateTempSubdirectory("sdr-cache-");
        try
        {
            ISdrCache cache = inFiles ? new FileSdrCache(Path.Combine(folder.FullName, "below")) : new InMemorySdrCache();
            await using var bmc = Start(ServerProfiles.Idrac);
            await using var session = await OpenAsync(bmc);
            var options = new SensorReaderOptions { Cache = cache, CacheIdentity = "this one", Thresholds = ThresholdUse.None };
            var cold = await ReadAsync(new SensorReader(session, options));
            var before = bmc.Ledger.Count;

            var warm = await ReadAsync(new SensorReader(session, options));

            var readable = cold.Count(reading => reading.Sensor.IsReadable);
            Assert.Equal(readable + 1, bmc.Ledger.Count - before);
            Assert.Equal(cold.Select(reading => $"{reading.Sensor} {reading}"), warm.Select(reading => $"{reading.Sensor} {reading}"));

            // Another BMC, and another state of this one, have records of their own.
            Assert.Null(await cache.FindAsync(new SdrCacheKey("another", await new SdrReader(session).GetStampAsync(Ct)), Ct));
            await session.SendAsync(new AddSdr(new byte[] { 0, 0, 0x51, 0xC0, 4, 1, 2, 3, 4 }), Ct);
            var changed = new SensorReader(session, options);
            Assert.Equal(cold[0].Sensor.Name, (await changed.LoadAsync(Ct)).Sensors[0].Name);
            Assert.Single(changed.Repository!.Records.OfType<OemSdrRecord>(), record => record.ManufacturerId == 0x030201);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task FileCache_DamagedFile_IsNone()
    {
        var folder = Directory.CreateTempSubdirectory("sdr-cache-");
        try
        {
            var cache = new FileSdrCache(folder.FullName);
            var key = new SdrCacheKey("bmc", new SdrStamp(SdrSource.Repository, 1, 2, 3));
            await cache.StoreAsync(key, SdrRepository.Create(key.Stamp, [new byte[] { 1, 0, 0x51, 0xC0, 3, 1, 2, 3 }]), Ct);
            Assert.Single((await cache.FindAsync(key, Ct))!.Records);
            Assert.Null(await cache.FindAsync(key with { Stamp = key.Stamp with { LastErase = 4 } }, Ct));

            var file = Assert.Single(folder.GetFiles());
            var bytes = await File.ReadAllBytesAsync(file.FullName, Ct);
            for (var i = 0; i < bytes.Length; i += 5)
            {
                var damaged = bytes.ToArray();
                damaged[i] ^= 0x10;
                await File.WriteAllBytesAsync(file.FullName, damaged, Ct);
                Assert.Null(await cache.FindAsync(key, Ct));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task MemoryCache_EqualServers_ShareOneCopy()
    {
        var cache = new InMemorySdrCache();
        var stamp = new SdrStamp(SdrSource.Repository, 1, 2, 3);
        for (var i = 0; i < 3; i++)
            await cache.StoreAsync(new SdrCacheKey($"bmc {i}", stamp), SdrRepository.Create(stamp, [new byte[] { 1, 0, 0x51, 0xC0, 3, 1, 2, 3 }]), Ct);

        Assert.Same(await cache.FindAsync(new SdrCacheKey("bmc 0", stamp), Ct), await cache.FindAsync(new SdrCacheKey("bmc 2", stamp), Ct));
    }

    [Fact]
    public async Task ReadAsync_SensorsThatFail_AreNotAvailableWithTheirReasonAndSpoilNothing()
    {
        await using var bmc = Start(ServerProfiles.Odd);
        await using var session = await OpenAsync(bmc);

        var readings = await ReadAsync(new SensorReader(session));

        foreach (var reading in readings.Where(reading => reading.Sensor.Name.StartsWith("Code ", StringComparison.Ordinal)))
        {
            Assert.Equal((SensorReadingState.Refused, $"{(byte)reading.Refusal:X2}h"), (reading.State, reading.Sensor.Name[5..]));
            Assert.Equal((reading.Refusal.Describe(), null, EventSeverity.Unknown), (reading.Reason, reading.Value, reading.Severity));
        }

        var byName = readings.ToLookup(reading => reading.Sensor.Name);
        Assert.Equal(SensorReadingState.Unavailable, byName["Unavailable"].Single().State);
        Assert.Equal(SensorReadingState.ScanningDisabled, byName["Not scanned"].Single().State);
        Assert.Null(byName["Not scanned"].Single().Value);
        Assert.Equal(33, byName["LUN 3"].Single().Value);
        Assert.Equal((20.0, EventSeverity.Nominal, false), (byName["No states"].Single().Value, byName["No states"].Single().Severity, byName["No states"].Single().HasStates));
        Assert.Equal(220, byName["Tabled"].Single().Value);
        Assert.Equal(-5, byName["6 BIT NAME"].Single().Value);
        Assert.Equal(["12-34.5", "Größe", "Überlauf"], readings.Select(reading => reading.Sensor.Name).Where(name => name is "12-34.5" or "Größe" or "Überlauf"));
        Assert.Equal((EventSeverity.Critical, ThresholdKind.UpperCritical), (byName["Too hot"].Single().Severity, byName["Too hot"].Single().WorstReached));
        Assert.Equal(["lower non-critical", "lower critical"], byName["Too cold"].Single().Words);
        Assert.Equal(["Bay Z", "Bay AA", "Bay AB", "Lamp 9", "Lamp 10"], readings.Select(reading => reading.Sensor.Name).Where(name => name.StartsWith("Bay", StringComparison.Ordinal) || name.StartsWith("Lamp", StringComparison.Ordinal)));
        Assert.Equal(["OEM type 7Fh, offset 0", "OEM type 7Fh, offset 14"], byName["OEM"].Single().Words);
    }

    [Fact]
    public async Task ReadAsync_DiscreteSensorWithAUnit_HasAValueAndStates()
    {
        await using var bmc = Start(ServerProfiles.Ilo);
        await using var session = await OpenAsync(bmc);

        var fan = (await ReadAsync(new SensorReader(session))).Single(reading => reading.Sensor.Name == "Fan 1 DutyCycle");

        Assert.Equal((16.072, "%", "Transition to power off"), (fan.Value, fan.Sensor.UnitText, Assert.Single(fan.Words)));
    }

    [Fact]
    public async Task ReadAsync_SilentSensor_IsLeftAloneForAWhile()
    {
        var time = new FakeTimeProvider();
        var sensors = HardwareProfile.Standard.Sensors;
        await using var bmc = Start(HardwareProfile.Standard with { Sensors = [.. sensors.Select(sensor => sensor.Name == "CPU1 Temp" ? sensor with { Stall = TimeSpan.FromMinutes(5) } : sensor)] });
        await using var session = await OpenAsync(bmc, options => options with { CommandTimeout = TimeSpan.FromMilliseconds(300) });
        var reader = new SensorReader(session, new SensorReaderOptions { TimeProvider = time });

        Assert.Equal(SensorReadingState.NoAnswer, (await ReadAsync(reader)).Single(reading => reading.Sensor.Name == "CPU1 Temp").State);
        var asked = Asked();
        Assert.Equal("no usable answer", (await ReadAsync(reader)).Single(reading => reading.Sensor.Name == "CPU1 Temp").Reason);
        Assert.Equal(asked, Asked());

        time.Advance(TimeSpan.FromMinutes(1.5));
        await ReadAsync(reader);
        Assert.True(Asked() > asked);
        asked = Asked();

        // Twice as long the second time.
        time.Advance(TimeSpan.FromMinutes(1.5));
        await ReadAsync(reader);
        Assert.Equal(asked, Asked());
        reader.ForgetSensors();
        await ReadAsync(reader);
        Assert.True(Asked() > asked);

        int Asked() => bmc.Ledger.Count(entry => entry is { NetFn: SensorEvent, Command: GetReading } && entry.Data[0] == 2);
    }

    [Fact]
    public async Task ReadAsync_NoSensorAnswers_GivesUpSoon()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc, options => options with { CommandTimeout = TimeSpan.FromMilliseconds(200) });
        bmc.Faults.Unanswered.Add((SensorEvent, GetReading));

        var e = await Assert.ThrowsAnyAsync<IpmiException>(() => ReadAsync(new SensorReader(session)));

        Assert.True(e.Failure is IpmiFailure.CommandTimeout or IpmiFailure.SessionLost);
    }

    [Fact]
    public async Task ReadAsync_SensorsOfAnotherController_GoOverTheBridge()
    {
        await using var bmc = Start(ServerProfiles.Lenovo);
        await using var session = await OpenAsync(bmc);
        var reader = new SensorReader(session);

        var bridged = (await ReadAsync(reader)).Where(reading => !reading.Sensor.Owner.IsBmc).ToDictionary(reading => reading.Sensor.Name);

        Assert.Equal(["PIB Temp", "PIB 12V"], bridged.Keys);
        Assert.Equal((41.0, 80.0, 12.06), (bridged["PIB Temp"].Value, bridged["PIB Temp"].GetThreshold(ThresholdKind.UpperNonCritical), bridged["PIB 12V"].Value));
    }

    [Fact]
    public async Task ReadAsync_ControllerThatIsNotThere_IsOutOfReachAndNotAskedAgainSoon()
    {
        await using var bmc = Start(ServerProfiles.Lenovo with { Satellites = [] });
        await using var session = await OpenAsync(bmc);
        var reader = new SensorReader(session);

        for (var i = 0; i < 2; i++)
        {
            var reading = (await ReadAsync(reader)).Single(reading => reading.Sensor.Name == "PIB Temp");
            Assert.Equal((SensorReadingState.OutOfReach, "on controller 2Ch, which is out of reach"), (reading.State, reading.Reason));
        }

        Assert.Equal(2, Count(bmc, 0x06, 0x34));
    }

    [Fact]
    public async Task ReadAsync_ConnectionsOfTheCallersChoice_AreAskedForOncePerController()
    {
        await using var bmc = Start(ServerProfiles.Lenovo);
        await using var session = await OpenAsync(bmc);
        var asked = new ConcurrentQueue<SensorOwner>();

        var readings = await ReadAsync(new SensorReader(session, new SensorReaderOptions
        {
            Controllers = owner =>
            {
                asked.Enqueue(owner);
                return null;
            },
        }));

        Assert.Equal(new SensorOwner(0x2C, 0, Lun.Bmc), Assert.Single(asked));
        Assert.Equal(2, readings.Count(reading => reading.State == SensorReadingState.OutOfReach));
        Assert.Equal(0, Count(bmc, 0x06, 0x34));
    }

    [Fact]
    public async Task SetThresholds_InUnits_AreRoundedReadBackAndActedOn()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc);
        var reader = new SensorReader(session);
        var sensor = (await reader.LoadAsync(Ct)).Find("p12v").Single();
        Assert.Equal(EventSeverity.Nominal, (await reader.ReadAsync(sensor, Ct)).Severity);

        var now = await reader.SetThresholdsAsync(sensor, new Dictionary<ThresholdKind, double> { [ThresholdKind.UpperNonCritical] = 12.0, [ThresholdKind.UpperCritical] = 14.0 }, Ct);

        Assert.Equal((190, 222), (now.UpperNonCritical, now.UpperCritical));
        var reading = await reader.ReadAsync(sensor, Ct);
        Assert.Equal((EventSeverity.Warning, 11.97), (reading.Severity, reading.GetThreshold(ThresholdKind.UpperNonCritical)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await reader.SetThresholdsAsync(sensor, new Dictionary<ThresholdKind, double> { [ThresholdKind.UpperCritical] = 99 }, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await reader.SetThresholdsAsync(
            sensor, new Dictionary<ThresholdKind, double> { [ThresholdKind.LowerCritical] = 12, [ThresholdKind.UpperCritical] = 11 }, Ct));
    }

    [Fact]
    public async Task Settings_OfASensor_AreReadAndSet()
    {
        await using var bmc = Start(HardwareProfile.Standard);
        await using var session = await OpenAsync(bmc);
        var reader = new SensorReader(session);
        var sensor = (await reader.LoadAsync(Ct)).Find("CPU1 Temp").Single();

        Assert.Equal(new SensorHysteresis(2, 2), await reader.GetHysteresisAsync(sensor, Ct));
        await reader.SetHysteresisAsync(sensor, new SensorHysteresis(4, 3), Ct);
        Assert.Equal(new SensorHysteresis(4, 3), await reader.GetHysteresisAsync(sensor, Ct));

        Assert.Equal(new SensorEventEnable(true, true, 0x0A80, 0x0A80), await reader.GetEventEnableAsync(sensor, Ct));
        await reader.SetEventEnableAsync(sensor, EventEnableAction.Disable, new SensorEventEnable(true, true, 0x0080, 0x0200), Ct);
        Assert.Equal(new SensorEventEnable(true, true, 0x0A00, 0x0880), await reader.GetEventEnableAsync(sensor, Ct));
        await reader.SetEventEnableAsync(sensor, EventEnableAction.Keep, new SensorEventEnable(true, false, 0, 0), Ct);
        Assert.Equal(SensorReadingState.ScanningDisabled, (await reader.ReadAsync(sensor, Ct)).State);
        await reader.SetEventEnableAsync(sensor, EventEnableAction.Enable, new SensorEventEnable(true, true, 0x0080, 0x0200), Ct);

        bmc.SetReading(sensor.Number, 90);
        Assert.Equal(0x0080, (await reader.GetEventStatusAsync(sensor, Ct)).Assertions);
        Assert.Equal((90.0, EventSeverity.Warning), ((await reader.ReadAsync(sensor, Ct)).Value, (await reader.ReadAsync(sensor, Ct)).Severity));
        await reader.RearmAsync(sensor, Ct);
        Assert.Equal(new SensorTypes(SensorType.Temperature, EventReadingType.Threshold), await session.SendAsync(new GetSensorType(sensor.Number), Ct));
    }

    [Fact]
    public async Task Readings_OfTheSimulator_DriftWithTimeAlone()
    {
        var time = new FakeTimeProvider();
        await using var one = Start(options => options with { TimeProvider = time });
        await using var other = Start(options => options with { TimeProvider = time, Seed = 7 });
        await using var session = await OpenAsync(one);
        await using var otherSession = await OpenAsync(other);
        var (reader, otherReader) = (new SensorReader(session), new SensorReader(otherSession));

        var seen = new HashSet<string>();
        for (var i = 0; i < 6; i++)
        {
            var readings = (await ReadAsync(reader)).Select(reading => reading.ToString()).ToList();
            Assert.Equal(readings, (await ReadAsync(otherReader)).Select(reading => reading.ToString()));
            seen.Add(string.Join(',', readings));
            time.Advance(TimeSpan.FromSeconds(7));
        }

        Assert.True(seen.Count > 3);
    }

    [Fact]
    public async Task ReadAsync_HostSwitchedOff_ShowsWhatNeedsItsPower()
    {
        await using var bmc = Start(options => options with { PoweredOn = false });
        await using var session = await OpenAsync(bmc);

        var readings = await ReadAsync(new SensorReader(session));

        Assert.All(readings.Where(reading => reading.Sensor.Type == SensorType.Fan), fan => Assert.Equal(SensorReadingState.Unavailable, fan.State));
        Assert.True(readings.First().IsAvailable);
    }
}
