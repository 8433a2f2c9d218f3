using Portal.Fleet.Events;
using Portal.Fleet.Overview;
using Portal.Ipmi.Events;

namespace Portal.Fleet.Access;

/// <content>What happened with a server, on one axis of time.</content>
public sealed partial class BmcHandle
{
    private const int MostActivityEvents = 200;
    private const int MostBreachingSensors = 8;

    /// <summary>
    /// What happened between two times (<see cref="BmcRight.View"/>): power operations and sensors for all who may see the server, the console and who watched it for those
    /// who may read it, events for those who may read these. Nothing from before the present tenancy for those who may not know it.
    /// </summary>
    public async Task<ServerActivity> GetActivityAsync(DateTimeOffset from, DateTimeOffset to, int buckets, CancellationToken ct)
    {
        Demand(BmcRight.View);
        var begin = from < _sight.From ? _sight.From : from;
        var activity = new ServerActivity(from, to);
        if ((Rights & BmcRight.ConsoleRead) != 0)
        {
            var timeline = await GetConsoleTimelineAsync(from, to, buckets, ct);
            activity = activity with
            {
                Console = timeline.Buckets,
                Marks = timeline.Marks,
                Alerts = [.. timeline.Alerts.Where(Shows)],
                Operations = timeline.Operations,
                People = timeline.Watched,
            };
        }
        else
        {
            activity = activity with { Operations = await _desk.Power.Ledger.ListBetweenAsync(Id, begin, to, MostOperations, ct) };
        }

        if ((Rights & BmcRight.EventsRead) != 0)
            activity = activity with { Events = await ListEventsAsync(new EventFilter { From = from, To = to }, MostActivityEvents, ct) };
        return activity with { Breaches = await FindBreachesAsync(activity.Events, from, to, ct) };
    }

    /// <summary>Of sensors that are beyond their limits now, or of which the log says that they were: reading the past of all would take long.</summary>
    private async Task<IReadOnlyList<SensorBreach>> FindBreachesAsync(IReadOnlyList<EventView> events, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var named = events.Where(one => one.Severity >= EventSeverity.Warning).Select(one => one.SensorKey).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var sensors = Bmc.GetSensors().Snapshot is null ? [] : GetSensors().Sensors.Where(sensor => sensor.IsThreshold && sensor.HasValue && (sensor.Severity >= EventSeverity.Warning || named.Contains(sensor.Key)))
            .OrderByDescending(sensor => sensor.Severity).Take(MostBreachingSensors).ToDictionary(sensor => sensor.Key, StringComparer.Ordinal);
        if (sensors.Count == 0)
            return [];
        var past = await GetSensorHistoryAsync([.. sensors.Keys], from, to, ct);
        return [.. past.Where(series => sensors.ContainsKey(series.Key)).SelectMany(series => BreachFinder.Find(sensors[series.Key], series.Points)).OrderBy(breach => breach.From)];
    }
}
