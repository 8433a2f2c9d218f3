using Portal.Fleet.Polling;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Dcmi;
using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Sensors;

/// <summary>Reads all sensors of one BMC, round after round. For one caller at a time; what it learned outlives sessions.</summary>
internal sealed class SensorPoller(PolledConnection connection, ISdrCache cache, TimeProvider time)
{
    /// <summary>So many sensors one after the other without an answer: is the BMC gone, or do only they not answer?</summary>
    private const int MaxSilentInARow = 2;

    private static readonly TimeSpan s_records = TimeSpan.FromMinutes(5);

    private readonly List<SensorReading> _readings = [];
    private SensorReader? _reader;
    private string? _identity;
    private bool? _measuresPower;
    private volatile bool _forget;

    /// <summary>The records, once they were read.</summary>
    public SdrRepository? Records => _reader?.Repository;

    /// <summary>What the BMC is; null before it was asked.</summary>
    public DeviceId? Device { get; private set; }

    /// <summary>A new session: the firmware behind it may be another.</summary>
    public void BeginSession()
    {
        Device = null;
        _measuresPower = null;
    }

    /// <summary>Thresholds were changed: they are read again with the next round.</summary>
    public void Forget() => _forget = true;

    /// <summary>The records, from memory, disk or the BMC.</summary>
    public async ValueTask<SdrRepository> LoadAsync(CancellationToken ct)
    {
        if (Device is null)
            await IdentifyAsync(ct);
        return await _reader!.LoadAsync(ct);
    }

    /// <summary>One round.</summary>
    /// <exception cref="IpmiException">The BMC does not answer, or its records cannot be read.</exception>
    public async Task<SensorSnapshot> RunAsync(CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var started = time.GetTimestamp();
        var records = await LoadAsync(ct);
        var reader = _reader!;
        if (_forget)
        {
            _forget = false;
            reader.ForgetSensors();
        }

        _readings.Clear();
        connection.IsStepwise = true;
        try
        {
            var silent = 0;
            foreach (var sensor in records.Sensors)
            {
                var isAsked = sensor.IsReadable && reader.RestOf(sensor) is null;
                if (isAsked)
                    await connection.PaceAsync(ct);
                var reading = await reader.ReadAsync(sensor, ct);
                _readings.Add(reading);
                if (isAsked)
                    silent = reading.State == SensorReadingState.NoAnswer ? silent + 1 : 0;
                if (silent < MaxSilentInARow)
                    continue;

                // Throws when it is gone. Else parts are missing, and are left alone from now on.
                await connection.SendAsync(new GetDeviceId(), ct);
                silent = 0;
            }
        }
        finally
        {
            connection.IsStepwise = false;
        }

        var draw = await ReadDrawAsync(ct);
        return new SensorSnapshot(at, time.GetElapsedTime(started), [.. _readings], draw, records) { Resting = Resting(reader) };
    }

    private Dictionary<int, DateTimeOffset>? Resting(SensorReader reader)
    {
        Dictionary<int, DateTimeOffset>? resting = null;
        for (var i = 0; i < _readings.Count; i++)
        {
            if (!_readings[i].IsAvailable && reader.RestOf(_readings[i].Sensor) is { } left)
                (resting ??= [])[i] = time.GetUtcNow() + left;
        }

        return resting;
    }

    private async Task IdentifyAsync(CancellationToken ct)
    {
        var device = await connection.SendAsync(new GetDeviceId(), ct);
        var session = connection.Session as BmcSession;
        var identity = $"{device.ManufacturerId}/{device.ProductId}/{device.Id}.{device.Revision}/{device.FirmwareMajor}.{device.FirmwareMinor}.{device.AuxiliaryFirmware:x8}"
            + $"/{(session is { SystemGuid.IsEmpty: false } ? Convert.ToHexStringLower(session.SystemGuid.Span) : session?.EndPoint.ToString())}";
        if (_reader is null || _identity != identity)
        {
            _identity = identity;
            _reader = new SensorReader(connection, new SensorReaderOptions
            {
                Cache = cache,
                CacheIdentity = identity,
                CheckRecordsEvery = s_records,
                Records = new SdrReaderOptions { ReadSize = _reader?.RecordReadSize ?? 0 },
                TimeProvider = time,
            });
        }

        Device = device;
    }

    private async Task<PowerDraw?> ReadDrawAsync(CancellationToken ct)
    {
        try
        {
            _measuresPower ??= (await new DcmiClient(connection).GetCapabilitiesAsync(ct))?.PowerManagement ?? false;
            if (_measuresPower != true)
                return null;
            var power = await connection.SendAsync(new GetPowerReading(), ct);
            return power.IsActive ? new PowerDraw(power.CurrentWatts, power.MinimumWatts, power.MaximumWatts, power.AverageWatts, power.Period) : null;
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // Advertised but absent, as on many boards: not asked again in this session.
            _measuresPower = false;
            return null;
        }
    }
}
