using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Events;

/// <summary>From records to rows.</summary>
internal sealed class EventDecoder
{
    /// <summary>No BMC logged before IPMI 2.0; earlier times are clocks that were not set.</summary>
    private static readonly DateTimeOffset s_earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly EventContext _context;
    private readonly Dictionary<(byte Owner, byte Number), string>? _keys;

    public EventDecoder(int manufacturer, ushort product, SdrRepository? records)
    {
        _context = new EventContext { ManufacturerId = manufacturer, ProductId = product, Sensors = records is null ? null : new SdrEventSensors(records) };
        if (records is null)
            return;
        _keys = [];
        foreach (var sensor in records.Sensors)
            _keys.TryAdd((sensor.Owner.Id, sensor.Number), SensorText.KeyOf(sensor));
    }

    /// <summary>A row of a record.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="record">It.</param>
    /// <param name="now">When it was read.</param>
    /// <param name="knownSince">It was not in the log then; null when nothing is known of that.</param>
    /// <param name="drift">How far the BMC's clock is ahead.</param>
    public BmcEvent Decode(BmcId id, SelRecord record, DateTimeOffset now, DateTimeOffset? knownSince, TimeSpan drift)
    {
        var words = EventDescription.Of(record, _context);
        var logged = record.Time?.ToTime() is { } time && time >= s_earliest ? time : (DateTimeOffset?)null;
        var systemEvent = record as SystemEventRecord;
        return new BmcEvent
        {
            ServerId = id,
            RecordId = record.Id,
            Raw = record.Bytes.ToArray(),
            LoggedAt = logged,
            SeenAt = now,
            NotBefore = knownSince ?? (logged is { } at && at - drift <= now ? at - drift : DateTimeOffset.MinValue),
            At = logged ?? now,
            Severity = words.Severity,
            SensorType = systemEvent is null ? null : (int)systemEvent.SensorType,
            SensorKey = systemEvent is not null && _keys?.TryGetValue((systemEvent.Generator.Address, systemEvent.SensorNumber), out var key) == true ? key : null,
            Subject = SensorText.Clean(words.Subject, BmcEvent.MaxSubject),
            Text = SensorText.Clean(words.Event, BmcEvent.MaxText),
            Details = SensorText.Clean(string.Join(", ", words.Details), BmcEvent.MaxDetails),
            IsDeassertion = words.IsDeassertion,
            IsInLog = true,
        };
    }
}
