using Portal.Fleet.Polling;
using Portal.Fleet.Sensors;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Events;

/// <summary>
/// Reads what is new in one BMC's log. One request when nothing is; the cursor moves only after what it covers is stored. For one caller at a time.
/// </summary>
internal sealed class EventPoller(BmcId id, PolledConnection connection, SensorPoller sensors, EventLedger ledger, TimeProvider time)
{
    /// <summary>The log's own counters are trusted so often in a row; then its last record is looked at.</summary>
    private const int TrustedReads = 30;

    private readonly SelReader _reader = new(connection, new SelReaderOptions { TimeProvider = time });
    private SelCursor? _cursor;
    private SelInfo? _info;
    private DateTimeOffset? _readAt;
    private bool _isBegun;
    private int _trusted;
    private volatile bool _again;

    /// <summary>How far the BMC's clock is ahead; null when not read, or not set.</summary>
    public TimeSpan? Drift { get; private set; }

    public DateTimeOffset? ClockReadAt { get; private set; }

    public bool ClockIsSet { get; private set; } = true;

    /// <summary>The log was cleared by us: the next read takes it from the beginning.</summary>
    public void Forget() => _again = true;

    /// <summary>Reads and stores; answers the state of the log, and whether anything was new.</summary>
    /// <exception cref="IpmiException">The BMC does not answer or refuses.</exception>
    public async Task<(EventLogView Log, bool HasNew)> RunAsync(CancellationToken ct)
    {
        if (!_isBegun)
        {
            (_cursor, _readAt) = await ledger.FindCursorAsync(id, ct);
            _isBegun = true;
        }

        if (_again)
        {
            _again = false;
            (_info, _trusted) = (null, 0);
        }

        var now = time.GetUtcNow();
        var info = await connection.SendAsync(new GetSelInfo(), ct);
        if (_info is { } known && _trusted < TrustedReads && IsSame(known, info))
        {
            _trusted++;
            _readAt = now;
            return (View(info, now), false);
        }

        if (_cursor is null)
            await ReadClockAsync(ct);
        var read = await _reader.ReadAsync(_cursor, ct);
        var isWhole = _cursor is null || !read.Continues;
        var decoder = await DecoderAsync(ct);

        // All that was in the log at the last read is stored. What is not stored came later, also where the log was cleared meanwhile.
        var rows = new List<BmcEvent>(read.Records.Count);
        foreach (var record in read.Records)
            rows.Add(decoder.Decode(id, record, now, _readAt, Drift ?? TimeSpan.Zero));
        var stored = await ledger.StoreAsync(id, rows, read.Cursor, read.Info, isWhole, now, ct);

        // Only now: what could not be stored is read again.
        (_cursor, _info, _readAt, _trusted) = (read.Cursor, read.Info, now, 0);
        return (View(read.Info, now), stored > 0);
    }

    /// <summary>Reads the BMC's clock.</summary>
    public async Task ReadClockAsync(CancellationToken ct)
    {
        try
        {
            var clock = await connection.SendAsync(new GetSelTime(), ct);
            var now = time.GetUtcNow();
            ClockIsSet = clock.ToTime() is not null;

            // The BMC cuts parts of a second: half of one is the best guess.
            Drift = clock.ToTime() is { } at ? at.AddSeconds(0.5) - now : null;
            ClockReadAt = now;
        }
        catch (IpmiCommandException)
        {
            Drift = null;
        }
    }

    public EventLogView? View() => _info is { } info && _readAt is { } at ? View(info, at) : null;

    private EventLogView View(SelInfo info, DateTimeOffset at) => new(
        at, info.Entries, info.FreeBytes, info.PercentUsed, info.Overflow, info.LastErase.ToTime(), Drift, ClockReadAt, ClockIsSet);

    private async ValueTask<EventDecoder> DecoderAsync(CancellationToken ct)
    {
        SdrRepository? records = null;
        try
        {
            records = await sensors.LoadAsync(ct);
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // Numbers instead of names then.
        }

        // Not kept: of thousands of BMCs few have anything new.
        return new EventDecoder(sensors.Device?.ManufacturerId ?? 0, sensors.Device?.ProductId ?? 0, records);
    }

    // Without a time of the last addition, only the number of entries tells; a full log that rolls over keeps that.
    private static bool IsSame(SelInfo known, SelInfo now) =>
        known.Entries == now.Entries && known.FreeBytes == now.FreeBytes && known.LastAddition == now.LastAddition && known.LastErase == now.LastErase && known.Overflow == now.Overflow
        && (!now.LastAddition.IsUnspecified || now.FreeBytes >= SelRecordBytes.Length);
}
