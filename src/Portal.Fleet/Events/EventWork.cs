using Portal.Fleet.Access;
using Portal.Fleet.Polling;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Events;
using Portal.Ipmi.Sensors;

namespace Portal.Fleet.Events;

/// <summary>What people do to a BMC's log: clear it once it is archived, and set its clock.</summary>
internal sealed class EventWork(EventLedger ledger, ArchiveShelf shelf, SdrShelf records, TimeProvider time)
{
    /// <summary>How often an event may come between reading and clearing.</summary>
    private const int Attempts = 3;

    /// <summary>What a BMC's clock may differ after it was set: it counts whole seconds, and the way takes its time.</summary>
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromSeconds(2);

    public EventLedger Ledger => ledger;

    public ArchiveShelf Shelf => shelf;

    /// <summary>
    /// Reads the whole log, stores and archives it, counts what was archived, and only then clears, under a reservation that an event in between cancels. What
    /// happened is in the archive's row, whatever happens.
    /// </summary>
    /// <exception cref="BmcActionException">It was not cleared.</exception>
    /// <exception cref="IpmiException">The BMC did not answer, or refused.</exception>
    public async Task<EventArchive> ClearAsync(IIpmiConnection connection, BmcId id, string name, Caller caller, CancellationToken ct)
    {
        var witness = new WitnessConnection(connection);
        var decoder = await DecoderAsync(connection, ct);
        for (var attempt = 1; ; attempt++)
        {
            var reader = new SelReader(witness, new SelReaderOptions { TimeProvider = time });
            var drift = await DriftAsync(connection, ct);
            var log = await reader.ReadAsync(since: null, ct);
            var archive = await ArchiveAsync(id, name, caller, log, decoder, drift ?? TimeSpan.Zero, ct);
            if (await ClearAsync(reader, witness, archive, log.Cursor!, ct))
                return archive;
            if (attempt == Attempts)
                throw new BmcActionException("log_changes", "Each time it was archived, a new event came before it could be cleared. Nothing was cleared: try again when it is calmer.");
        }
    }

    /// <summary>Sets the BMC's clock to the portal's and reads it back. Answers how far it was ahead, and is.</summary>
    /// <exception cref="BmcActionException">Another time is read back.</exception>
    public async Task<(TimeSpan? Before, TimeSpan After)> SetClockAsync(IIpmiConnection connection, CancellationToken ct)
    {
        var before = await DriftAsync(connection, ct);
        await connection.SendAsync(new SetSelTime(IpmiTimestamp.FromTime(time.GetUtcNow())), ct);
        return await DriftAsync(connection, ct) is { } after && after.Duration() <= s_clockTolerance
            ? (before, after)
            : throw new BmcActionException("clock_not_kept", "The BMC took the time, but tells another one afterwards: it may take its time from the host or from a time server.");
    }

    private async Task<EventArchive> ArchiveAsync(BmcId id, string name, Caller caller, SelReadResult log, EventDecoder decoder, TimeSpan drift, CancellationToken ct)
    {
        if (log.Records.Count == 0 || log.Cursor is null)
            throw new BmcActionException("log_empty", "The event log is empty: there is nothing to clear.");
        if (log.Records.Count < log.Info.Entries && (log.Irregularities & SelIrregularities.SameRecordTwice) == 0)
            throw new BmcActionException("log_incomplete", $"The BMC says that its log has {log.Info.Entries} entries, but {log.Records.Count} could be read. Nothing was cleared.");
        var now = time.GetUtcNow();
        var rows = log.Records.Select(record => decoder.Decode(id, record, now, knownSince: null, drift)).ToList();
        await ledger.StoreAsync(id, rows, log.Cursor, log.Info, isWhole: true, now, ct);
        var archiveId = Guid.NewGuid();
        var (sha256, counted) = await shelf.KeepAsync(archiveId, id, new ArchivedLog(
            name, id.ToString(), now, log.Info.Entries, log.Irregularities.ToString(),
            [.. rows.Select(row => new ArchivedRecord(row.RecordId, Convert.ToHexString(row.Raw), row.LoggedAt, row.Severity.ToString(), row.Subject, row.Text, row.Details, row.IsDeassertion))]), ct);
        if (counted != log.Records.Count)
            throw new BmcActionException("archive_incomplete", $"Of {log.Records.Count} records {counted} are in the archive. Nothing was cleared.");
        var archive = new EventArchive
        {
            Id = archiveId,
            ServerId = id,
            ServerName = name,
            At = now,
            ById = caller.UserId,
            By = caller.Name,
            Records = counted,
            Sha256 = sha256,
            EntriesBefore = log.Info.Entries,
        };
        await ledger.AddArchiveAsync(archive, ct);
        return archive;
    }

    /// <summary>From here on the end is written down, whoever stops waiting for it.</summary>
    private async Task<bool> ClearAsync(SelReader reader, WitnessConnection witness, EventArchive archive, SelCursor upTo, CancellationToken ct)
    {
        try
        {
            if (!await reader.ClearAsync(upTo, ct))
            {
                archive.Detail = "A new event came before it could be cleared.";
                return false;
            }

            archive.ClearedAt = time.GetUtcNow();
            archive.Reservation = witness.Reservation;
            archive.EntriesAfter = (await witness.SendAsync(new GetSelInfo(), ct)).Entries;
            if (archive.EntriesAfter < archive.EntriesBefore)
                return true;
            archive.ClearedAt = null;
            archive.Detail = "The BMC said that it cleared, but its log is as long as before.";
            throw new BmcActionException("log_not_cleared", archive.Detail);
        }
        catch (Exception e) when (e is IpmiException or OperationCanceledException)
        {
            archive.Detail = archive.ClearedAt is not null ? "It was cleared; how many entries there are now could not be read."
                : witness.Reservation != 0 || e is IpmiTimeoutException { OutcomeUnknown: true } ? "Whether it was cleared is not known: the BMC did not answer to the end."
                : "The BMC refused, or did not answer: nothing was cleared.";
            if (archive.ClearedAt is not null)
                return true;
            throw;
        }
        finally
        {
            await ledger.EndArchiveAsync(archive, CancellationToken.None);
        }
    }

    private async Task<EventDecoder> DecoderAsync(IIpmiConnection connection, CancellationToken ct)
    {
        var device = await connection.SendAsync(new GetDeviceId(), ct);
        SdrRepository? repository = null;
        try
        {
            repository = await new SensorReader(connection, new SensorReaderOptions { Cache = records, TimeProvider = time }).LoadAsync(ct);
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // Numbers instead of names.
        }

        return new EventDecoder(device.ManufacturerId, device.ProductId, repository);
    }

    private async Task<TimeSpan?> DriftAsync(IIpmiConnection connection, CancellationToken ct)
    {
        try
        {
            // The BMC cuts parts of a second: half of one is the best guess.
            return (await connection.SendAsync(new GetSelTime(), ct)).ToTime() is { } at ? at.AddSeconds(0.5) - time.GetUtcNow() : null;
        }
        catch (IpmiCommandException)
        {
            return null;
        }
    }
}
