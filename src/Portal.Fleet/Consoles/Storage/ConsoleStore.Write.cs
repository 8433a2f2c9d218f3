namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// What consoles print goes into the log at once, so that the end of this process takes none of it. Who comes first writes, with its own hands and
/// for all who come meanwhile; never more than one thread waits for the disk.
/// </summary>
internal sealed partial class ConsoleStore
{
    private readonly Lock _queueGate = new();

    // Guards the log, the batch and what is told about them; not held while the disk writes through.
    private readonly Lock _logGate = new();
    private readonly FrameBatch _batch = new();

    // Records that have something the log could not take.
    private readonly HashSet<ServerRecord> _again = [];
    private HashSet<ServerRecord> _queue = [];
    private TaskCompletionSource? _waiters;
    private bool _isWriting;
    private LogFile? _log;
    private long _number;
    private long _previousLength;
    private long _logOpened;
    private bool _logBroken;

    // The log's last word is that all is in it: no file may follow.
    private bool _ended;
    private long _triedAt;
    private int _failure;

    /// <summary>What keeps the record from being written; null when nothing does.</summary>
    public RecordState? Failure => Volatile.Read(ref _failure) is > 0 and var failure ? (RecordState)failure : null;

    /// <summary>Writes what a record has that the log lacks; completes when it is written or was given up.</summary>
    public Task WriteAsync(ServerRecord record)
    {
        lock (_queueGate)
        {
            _queue.Add(record);
            if (_isWriting)
                return (_waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            _isWriting = true;
        }

        if (WriteQueue())
            _ = Task.Run(WriteAll);
        return Task.CompletedTask;
    }

    private void WriteAll()
    {
        while (WriteQueue())
        {
            // Others came meanwhile.
        }
    }

    /// <summary>Writes one round; true when others wait for the next.</summary>
    private bool WriteQueue()
    {
        HashSet<ServerRecord> round;
        TaskCompletionSource? done;
        lock (_queueGate)
        {
            (round, _queue) = (_queue, []);
            (done, _waiters) = (_waiters, null);
        }

        lock (_logGate)
            Write(round, closing: false);
        done?.TrySetResult();
        lock (_queueGate)
            return _isWriting = _queue.Count > 0;
    }

    /// <summary>Under the log's gate.</summary>
    private void Write(HashSet<ServerRecord> round, bool closing)
    {
        if (_ended || (Failure is not null && !closing && _time.GetElapsedTime(_triedAt) < Options.RetryEvery))
        {
            GiveUp(round);
            return;
        }

        var collected = new List<ServerRecord>(round.Count);
        try
        {
            if (_log is null || _logBroken)
                OpenNextLog(_logBroken ? LogFile.Jump : 0);
            foreach (var record in round)
            {
                if (record.Collect(_batch, closing))
                    collected.Add(record);
                if (_batch.IsLarge)
                    _batch.Write();
            }

            if (closing)
                _batch.AddMark(FrameKind.Closed, Now);
            _batch.Write();
        }
        catch (Exception e)
        {
            // Whatever it was: nothing of this round counts.
            Fail(e);
            foreach (var record in round)
                record.Rewind();
            GiveUp(round);
            return;
        }

        foreach (var record in collected)
        {
            record.Written();
            _unsure.Records.Add(record);
        }

        _again.ExceptWith(round);
        if (collected.Count > 0)
            _dirty.Beat();
    }

    /// <summary>
    /// The file is never written again: after a failed write-through nobody knows what the disk holds of this round, and asking again would only
    /// get a better answer, not the bytes. What memory still holds of them goes into the next file; the rest is a gap.
    /// </summary>
    private void Fail(Exception e)
    {
        _triedAt = _time.GetTimestamp();
        var state = RecordDisk.IsFull(e) ? RecordState.DiskFull : RecordState.Failing;
        if (Interlocked.Exchange(ref _failure, (int)state) != (int)state)
            Log.Broken(_logger, state, e);
        _generation++;
        foreach (var record in _syncing.Records.Concat(_unsure.Records))
            record.Rewind();
        GiveUp(_syncing.Records);
        GiveUp(_unsure.Records);
        _syncing = new SyncSet();
        _unsure = new SyncSet();
        _batch.TakeExtents();
        _dirty.Beat();
        if (_logBroken || _log is null)
            return;
        _logBroken = true;
        try
        {
            _log.Cut();
            _log.WriteJump(LogFile.Jump);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            Log.NotMarked(_logger, second);
        }
    }

    private void GiveUp(HashSet<ServerRecord> round)
    {
        foreach (var record in round)
            record.GiveUp();
        _again.UnionWith(round);
    }

    private void Recovered()
    {
        if (Interlocked.Exchange(ref _failure, 0) == 0)
            return;
        Log.Recovered(_logger);
        try
        {
            _log!.WriteJump(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Offsets then jump after a crash although they need not. The next round tells whether the disk is well.
            Log.NotMarked(_logger, e);
        }
    }

    private void OpenFirstLog(long previousLength)
    {
        try
        {
            _log = LogFile.Create(Disk, _logDirectory, ++_number, previousLength, 0, Options.Boot);
            _logOpened = _time.GetTimestamp();
            _batch.Begin(_log);
            _batch.AddMark(FrameKind.Alive, Now);
            _batch.Write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(e);
            _previousLength = previousLength;
        }
    }

    private void OpenNextLog(long jump)
    {
        var next = LogFile.Create(Disk, _logDirectory, _number + 1, _log?.Length ?? _previousLength, jump, Options.Boot);
        _number++;
        _logOpened = _time.GetTimestamp();
        var before = _log;
        _log = next;
        _logBroken = false;
        _batch.Begin(next);
        if (before is not null)
            Close(before);
    }

    /// <summary>Closes a file of the log that is large or old enough. When the next one cannot be made, this one goes on.</summary>
    private void RollIfDue()
    {
        if (_ended || _log is null || _logBroken || _log.Length <= LogFile.HeaderSize
            || (!_rollSoon && _log.Length < Options.LogBytes && _time.GetElapsedTime(_logOpened) < Options.LogAge) || !SyncNow())
            return;
        try
        {
            OpenNextLog(0);
            _rollSoon = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotRolled(_logger, e);
        }
    }
}
