using Portal.Ipmi.Commands.Storage;

namespace Portal.Ipmi.Events;

/// <summary>
/// Reads and keeps a system event log, IPMI 2.0 §31: all of it or what is new, whatever a BMC gets wrong. Not for concurrent use; a
/// connection may be shared by many readers.
/// </summary>
public sealed partial class SelReader
{
    private const int Restarts = 2;
    private const int EntriesBeyondCount = 1024;
    private readonly IIpmiConnection _connection;
    private readonly SelReaderOptions _options;

    /// <summary>Creates a reader over a connection, which stays the caller's.</summary>
    public SelReader(IIpmiConnection connection, SelReaderOptions? options = null)
    {
        _connection = connection;
        _options = options ?? new SelReaderOptions();
    }

    /// <summary>
    /// Reads the records after <paramref name="since"/>, or all without it. When the log is not provably the one the cursor stems from (its
    /// last record changed or is gone, or something was erased), all records are read and <see cref="SelReadResult.Continues"/> is false.
    /// </summary>
    /// <exception cref="IpmiException">The BMC refused, did not answer or answered nonsense.</exception>
    public async Task<SelReadResult> ReadAsync(SelCursor? since, CancellationToken ct)
    {
        var info = await WhileErasingAsync(() => _connection.SendAsync(new GetSelInfo(), ct), ct).ConfigureAwait(false);
        if (info.Entries == 0)
            return new SelReadResult(info, [], Continues: since is null, Cursor: null, SelIrregularities.None);
        if (since is not null && await FindContinuationAsync(since, info, ct).ConfigureAwait(false) is { } next)
        {
            var walk = new Walk(since.RecordId);
            if (next == GetSelEntry.Last || await WalkAsync(walk, next, info, ct).ConfigureAwait(false))
                return Finish(info, walk, since);
        }

        for (var attempt = 0; ; attempt++)
        {
            var walk = new Walk(first: null);
            if (await WalkAsync(walk, GetSelEntry.First, info, ct).ConfigureAwait(false) || attempt == Restarts)
                return Finish(info, walk, since: null, hadCursor: since is not null);
            // A record vanished under the reader: the log was cleared or shortened, so the rest of the chain is another log's.
            info = await WhileErasingAsync(() => _connection.SendAsync(new GetSelInfo(), ct), ct).ConfigureAwait(false);
        }
    }

    private static SelReadResult Finish(SelInfo info, Walk walk, SelCursor? since, bool hadCursor = false)
    {
        var cursor = walk.Last is { } last ? new SelCursor(last.RequestedId, walk.Next, last.Record.Bytes, info.LastErase, info.Entries)
            : since is null ? null : since with { LastErase = info.LastErase, Entries = info.Entries };
        return new SelReadResult(info, walk.Records, Continues: since is not null || !hadCursor, cursor, walk.Irregularities);
    }

    /// <summary>Id of the record after the cursor's, FFFFh when there is none; null when the log is not provably the same.</summary>
    private async Task<ushort?> FindContinuationAsync(SelCursor since, SelInfo info, CancellationToken ct)
    {
        if (info.LastErase != since.LastErase || info.Entries < since.Entries)
            return null;
        try
        {
            var (record, next) = await ReadRecordAsync(since.RecordId, ct).ConfigureAwait(false);
            if (record is null || record.Bytes != since.LastRecord)
                return null;
            // Where the chain went on before without bringing anything new, it does so now.
            return next == since.NextId ? GetSelEntry.Last : next == GetSelEntry.First ? null : next;
        }
        catch (IpmiCommandException e) when (IsMissing(e.CompletionCode))
        {
            return null;
        }
    }

    /// <summary>Follows the chain from an id to its end; false when a record on it is gone.</summary>
    private async Task<bool> WalkAsync(Walk walk, ushort from, SelInfo info, CancellationToken ct)
    {
        var limit = Math.Min(_options.MaxRecords, info.Entries + EntriesBeyondCount);
        for (var id = from; ;)
        {
            if (walk.Records.Count >= limit)
            {
                walk.Irregularities |= SelIrregularities.Endless;
                return true;
            }

            SelRecord? record;
            ushort next;
            try
            {
                (record, next) = await ReadRecordAsync(id, ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (IsMissing(e.CompletionCode))
            {
                walk.Irregularities |= SelIrregularities.MissingRecord;
                return false;
            }

            walk.Add(id, record);
            walk.Next = next;
            if (next == GetSelEntry.Last)
                return true;
            if (next == GetSelEntry.First)
            {
                // Ids that wrapped around (OpenBMC of Facebook): 0 cannot be asked for, but what follows it can.
                walk.Irregularities |= SelIrregularities.IdZero;
                next = 1;
                if (walk.Records.Count >= info.Entries)
                    return true;
            }

            if (!walk.Visit(next))
            {
                walk.Irregularities |= SelIrregularities.Loop;
                return true;
            }

            id = next;
        }
    }

    private static bool IsMissing(CompletionCode code) =>
        code is CompletionCode.NotPresent or CompletionCode.ParameterOutOfRange or CompletionCode.InvalidDataField or CompletionCode.NoResponse;

    /// <summary>Runs a command again while the BMC says that an erasure is in progress.</summary>
    private async Task<T> WhileErasingAsync<T>(Func<ValueTask<T>> send, CancellationToken ct)
    {
        var deadline = _options.TimeProvider.GetUtcNow() + _options.EraseTimeout;
        while (true)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (e.CompletionCode == SelCompletion.EraseInProgress && _options.TimeProvider.GetUtcNow() < deadline)
            {
                await Task.Delay(_options.ErasePoll, _options.TimeProvider, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a walk along the chain has gathered.</summary>
    private sealed class Walk
    {
        private readonly HashSet<ushort> _visited = [];
        private readonly HashSet<SelRecordBytes> _seen = [];

        public Walk(ushort? first)
        {
            if (first is { } id)
                _visited.Add(id);
        }

        public List<SelRecord> Records { get; } = [];

        public (ushort RequestedId, SelRecord Record)? Last { get; private set; }

        public ushort Next { get; set; } = GetSelEntry.Last;

        public SelIrregularities Irregularities { get; set; }

        public bool Visit(ushort id) => _visited.Add(id);

        public void Add(ushort requestedId, SelRecord? record)
        {
            if (record is null)
            {
                Irregularities |= SelIrregularities.ShortRecord;
                return;
            }

            var id = requestedId == GetSelEntry.First ? record.Id : requestedId;
            _visited.Add(id);
            Last = (id, record);
            if (!_seen.Add(record.Bytes) && record.Id != requestedId)
            {
                Irregularities |= SelIrregularities.SameRecordTwice;
                return;
            }

            Records.Add(record);
        }
    }
}
