using System.Runtime.CompilerServices;
using Portal.Ipmi.Bridging;
using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Sensors;

/// <summary>
/// Reads the sensors of a BMC. The records that describe them are read once and kept; after that a read costs one command for the records' state and
/// one for each sensor. A sensor that fails is "n/a" with its reason and spoils nothing else. For one caller at a time.
/// </summary>
/// <example>
/// <code>
/// var sensors = new SensorReader(session);
/// await foreach (var reading in sensors.ReadAsync(ct))
///     Console.WriteLine($"{reading.Sensor.Name}: {reading} ({reading.Severity})");
/// </code>
/// </example>
public sealed partial class SensorReader
{
    private readonly IIpmiConnection _bmc;
    private readonly SensorReaderOptions _options;
    private readonly TimeProvider _time;
    private readonly SdrReader _records;
    private readonly Dictionary<(byte Address, byte Channel), IIpmiConnection?> _controllers = [];
    private string? _identity;
    private SdrRepository? _repository;
    private SensorMemory?[] _memories = [];
    private long _checkedAt;

    /// <summary>Creates a reader.</summary>
    public SensorReader(IIpmiConnection bmc, SensorReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bmc);
        _bmc = bmc;
        _options = options ?? new SensorReaderOptions();
        _time = _options.TimeProvider;
        _identity = _options.CacheIdentity;
        _records = new SdrReader(bmc, _options.Records);
    }

    /// <summary>The records, once <see cref="LoadAsync"/> or a read has got them.</summary>
    public SdrRepository? Repository => _repository;

    /// <summary>Bytes of a record that this BMC can be asked for at a time, as learned; 0 for whole records.</summary>
    public int RecordReadSize => _records.ReadSize;

    /// <summary>Gets the records: from memory, from the cache, or from the BMC, whichever still has their present state.</summary>
    public async ValueTask<SdrRepository> LoadAsync(CancellationToken ct)
    {
        if (_repository is { } known && _options.CheckRecordsEvery > TimeSpan.Zero && _time.GetElapsedTime(_checkedAt) < _options.CheckRecordsEvery)
            return known;
        var stamp = await _records.GetStampAsync(ct).ConfigureAwait(false);
        _checkedAt = _time.GetTimestamp();
        if (_repository is { } unchanged && unchanged.Stamp == stamp && stamp.IsKnown)
            return unchanged;

        if (_options.Cache is not { } cache || !stamp.IsKnown)
            return Keep(await _records.ReadAsync(stamp, ct).ConfigureAwait(false));
        var key = new SdrCacheKey(_identity ??= await IdentifyAsync(ct).ConfigureAwait(false), stamp);
        if (await cache.FindAsync(key, ct).ConfigureAwait(false) is { } cached)
            return Keep(cached);
        var read = await _records.ReadAsync(stamp, ct).ConfigureAwait(false);
        if (read.IsComplete)
            await cache.StoreAsync(key with { Stamp = read.Stamp }, read, ct).ConfigureAwait(false);
        return Keep(read);
    }

    /// <summary>Reads every sensor, one after the other, in the BMC's order.</summary>
    /// <exception cref="IpmiException">The BMC is gone, or its records cannot be read.</exception>
    public async IAsyncEnumerable<SensorReading> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var repository = await LoadAsync(ct).ConfigureAwait(false);
        var silent = 0;
        foreach (var sensor in repository.Sensors)
        {
            var (reading, silence) = await ReadOneAsync(sensor, ct).ConfigureAwait(false);
            silent = CountSilence(silent, silence);
            yield return reading;
        }
    }

    /// <summary>Reads every sensor into a list of the caller's, which is emptied first: a poll that uses its list again allocates next to nothing.</summary>
    public async ValueTask ReadAllAsync(List<SensorReading> readings, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(readings);
        readings.Clear();
        var repository = await LoadAsync(ct).ConfigureAwait(false);
        var silent = 0;
        for (var i = 0; i < repository.Sensors.Count; i++)
        {
            var (reading, silence) = await ReadOneAsync(repository.Sensors[i], ct).ConfigureAwait(false);
            silent = CountSilence(silent, silence);
            readings.Add(reading);
        }
    }

    /// <summary>Reads some sensors of <see cref="Repository"/>, by name, type or whatever the caller chose them by.</summary>
    public async IAsyncEnumerable<SensorReading> ReadAsync(IEnumerable<Sensor> sensors, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        var silent = 0;
        foreach (var sensor in sensors)
        {
            var (reading, silence) = await ReadOneAsync(sensor, ct).ConfigureAwait(false);
            silent = CountSilence(silent, silence);
            yield return reading;
        }
    }

    /// <summary>Reads one sensor of <see cref="Repository"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SensorReading> ReadAsync(Sensor sensor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        return (await ReadOneAsync(sensor, ct).ConfigureAwait(false)).Reading;
    }

    /// <summary>For how long a sensor is still left alone, because asking it was slow or in vain; null when it is asked.</summary>
    public TimeSpan? RestOf(Sensor sensor)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        if ((uint)sensor.Index >= (uint)_memories.Length || _memories[sensor.Index] is not { } memory)
            return null;
        var left = _time.GetElapsedTime(_time.GetTimestamp(), memory.RestsUntil);
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Asks again at once for sensors that were being left alone, and reads their thresholds anew.</summary>
    public void ForgetSensors() => Array.Clear(_memories);

    private SdrRepository Keep(SdrRepository repository)
    {
        if (!ReferenceEquals(_repository, repository))
            _memories = new SensorMemory?[repository.Sensors.Count];
        return _repository = repository;
    }

    private async ValueTask<string> IdentifyAsync(CancellationToken ct)
    {
        var id = await _bmc.SendAsync(new GetDeviceId(), ct).ConfigureAwait(false);
        var guid = await SystemGuidAsync(ct).ConfigureAwait(false);
        return $"{id.ManufacturerId}/{id.ProductId}/{id.Id}.{id.Revision}/{id.FirmwareMajor}.{id.FirmwareMinor}.{id.AuxiliaryFirmware:x8}/{guid}";
    }

    private async ValueTask<string> SystemGuidAsync(CancellationToken ct)
    {
        // A session knows it from its handshake.
        if (_bmc is BmcSession { SystemGuid.IsEmpty: false } session)
            return Convert.ToHexStringLower(session.SystemGuid.Span);
        try
        {
            return Convert.ToHexStringLower((await _bmc.SendAsync(new GetSystemGuid(), ct).ConfigureAwait(false)).Span);
        }
        catch (IpmiException e) when (e is IpmiCommandException or IpmiFormatException)
        {
            // Old BMCs have none. Then equal ones look the same, which their records' times and number must tell apart.
            return "";
        }
    }

    private int CountSilence(int silent, IpmiTimeoutException? silence)
    {
        if (silence is null)
            return 0;
        return silent + 1 < _options.MaxSilentInARow ? silent + 1 : throw new IpmiTimeoutException(
            silence.Failure, $"{_options.MaxSilentInARow} sensors one after the other gave no answer: {silence.Message}", outcomeUnknown: false);
    }

    /// <summary>The way to a sensor's controller; null when there is none.</summary>
    private IIpmiConnection? ConnectionOf(Sensor sensor)
    {
        var owner = sensor.Owner;
        if (owner.IsBmc)
            return _bmc;
        if (owner.IsSystemSoftware)
            return null;
        if (!_controllers.TryGetValue(owner.Controller, out var connection))
        {
            _controllers[owner.Controller] = connection = _options.Controllers is { } controllers
                ? controllers(owner)
                : (_bmc as IBridgingConnection)?.Behind(new SatelliteAddress(owner.Id, owner.Channel));
        }

        return connection;
    }
}
