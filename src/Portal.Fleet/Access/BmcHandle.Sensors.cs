using System.Globalization;
using Portal.Fleet.Links;
using Portal.Fleet.Polling;
using Portal.Fleet.Sensors;
using Portal.Fleet.Sensors.History;
using Portal.Ipmi;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Access;

/// <content>Sensors of a <see cref="BmcHandle"/>.</content>
public sealed partial class BmcHandle
{
    /// <summary>Sensors whose history may be asked for at once.</summary>
    public const int MaxHistorySensors = 16;

    /// <summary>Points of one sensor's history in one answer.</summary>
    public const int MaxHistoryPoints = 1500;

    /// <summary>Somebody who only asks now and then keeps the reading lively for so long.</summary>
    private static readonly TimeSpan s_interest = TimeSpan.FromSeconds(90);

    /// <summary>The sensors as last read (<see cref="BmcRight.View"/>), and from now on for a while more often.</summary>
    public SensorsView GetSensors()
    {
        Demand(BmcRight.View);
        var bmc = Bmc;
        bmc.WantReadings(ReadingKind.Sensors, s_interest);
        var (snapshot, vitals, state) = bmc.GetSensors();
        var sensors = new SensorView[snapshot?.Readings.Length ?? 0];
        for (var i = 0; i < sensors.Length; i++)
            sensors[i] = SensorView.Of(snapshot!.Readings[i], snapshot.Resting is { } resting && resting.TryGetValue(i, out var until) ? until : null);
        return new SensorsView(snapshot?.At, snapshot?.Took, sensors, snapshot?.Draw, vitals, state, _desk.Readings.Options.KeepsHistory);
    }

    /// <summary>Somebody looks at the sensors, or the events, until the answer is disposed: they are read more often.</summary>
    public IDisposable Watch(ReadingKind kind)
    {
        Demand(RightFor(kind));
        return Bmc.WatchReadings(kind);
    }

    /// <summary>Reads sensors or events now, even those that rest because reading them failed.</summary>
    public void ReadNow(ReadingKind kind)
    {
        Demand(RightFor(kind));
        Bmc.HurryReadings(kind);
    }

    private static BmcRight RightFor(ReadingKind kind) => kind switch { ReadingKind.Sensors => BmcRight.View, ReadingKind.Inventory => BmcRight.Inventory, _ => BmcRight.EventsRead };

    /// <summary>The past of some sensors (<see cref="BmcRight.View"/>): of the present tenancy, for those who may not see what was before.</summary>
    public Task<IReadOnlyList<HistoryView>> GetSensorHistoryAsync(IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        Demand(BmcRight.View);
        return _desk.Readings.History.ReadAsync(Id, [.. keys.Take(MaxHistorySensors)], from, to, _sight.From, MaxHistoryPoints, ct);
    }

    /// <summary>What of a sensor can be set, asked of the BMC now (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="NotFoundException">No such sensor.</exception>
    /// <exception cref="BmcActionException">The BMC did not answer, or refused.</exception>
    public Task<SensorSettings> GetSensorSettingsAsync(string key, CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        return ActAsync(connection => _desk.Sensors.ReadAsync(connection, key, ct), ct);
    }

    /// <summary>Sets thresholds, in the sensor's unit, and reads them back (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="BmcActionException">Not possible with this sensor, refused, not answered, or another value is read back.</exception>
    public Task<SensorSettings> SetThresholdsAsync(string key, IReadOnlyDictionary<ThresholdKind, double> values, CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        var detail = $"{key}: {string.Join(", ", values.Select(value => $"{value.Key.Describe()} {value.Value.ToString("G6", CultureInfo.InvariantCulture)}"))}";
        return SetAsync("sensor.thresholds", detail, ReadingKind.Sensors, connection => _desk.Sensors.SetThresholdsAsync(connection, key, values, ct), ct);
    }

    /// <summary>Sets the hysteresis, in the sensor's counts, and reads it back (<see cref="BmcRight.BmcSettings"/>).</summary>
    /// <exception cref="BmcActionException">Not possible with this sensor, refused, not answered, or another value is read back.</exception>
    public Task<SensorSettings> SetHysteresisAsync(string key, byte positive, byte negative, CancellationToken ct)
    {
        Demand(BmcRight.BmcSettings);
        return SetAsync("sensor.hysteresis", $"{key}: positive {positive}, negative {negative}", ReadingKind.Sensors,
            connection => _desk.Sensors.SetHysteresisAsync(connection, key, positive, negative, ct), ct);
    }

    /// <summary>A change in the BMC: audited before and after, and what it changes is read again.</summary>
    private async Task<T> SetAsync<T>(string action, string detail, ReadingKind kind, Func<IIpmiConnection, Task<T>> act, CancellationToken ct)
    {
        try
        {
            return await AuditedAsync(action, detail.Length <= 400 ? detail : detail[..400], () => ActAsync(act, ct), ct);
        }
        finally
        {
            // Also after a failure: what the BMC has now may be neither the old nor the new.
            _desk.Fleet.Get(Id).ForgetReadings(kind);
        }
    }

    /// <summary>Works with the session. Nothing of the past comes this way, so a tenancy's sight needs no wrapping.</summary>
    private async Task<T> ActAsync<T>(Func<IIpmiConnection, Task<T>> act, CancellationToken ct)
    {
        try
        {
            return await _desk.Fleet.Get(Id).UseAsync(act, ct);
        }
        catch (BmcFailureException e)
        {
            throw BmcActionException.Of(e);
        }
    }
}
