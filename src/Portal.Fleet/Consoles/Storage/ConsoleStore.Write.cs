namespace Portal.Fleet.Consoles.Storage;

/// <summary>
/// What consoles print goes into the log at once, so that the end of this process takes none of it. Who comes first writes, with its own hands and
/// for all who come meanwhile; never more than one thread waits for the disk.
/// </summary>
internal sealed partial class ConsoleStore
{
    private const int RoundsForOthers = 4;

    private readonly Lock _queueGate = new();

    // Guards the log, the batch and what is told about them; not held while the disk writes through.
    private readonly Lock _logGate = new();
    private readonly FrameBatch _batch = new();

    // Records that have something the log could not take.
    private readonly HashSet<ServerRecord> _again = [];
    private readonly List<ServerRecord> _collected = [];

    // Those that have something for the log, each once; and those that are written this moment. The two change places.
    private List<ServerRecord> _queue = [];
    private List<ServerRecord> _round = [];
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
            if (!record.IsQueued)
            {
                record.IsQueued = true;
                _queue.Add(record);
            }

            if (_isWriting)
                return (_waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            _isWriting = true;
        }

        // A few rounds more for others cost less than a thread for them.
        for (var rounds = 0; WriteQueue(); rounds++)
        {
            if (rounds < RoundsForOthers)
                continue;
            _ = Task.Run(WriteAll);
            break;
        }

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
        TaskCompletionSource? done;
        lock (_queueGate)
        {
            (_round, _queue) = (_queue, _round);
            (done, _waiters) = (_waiters, null);
            foreach (var record in _round)
                record.IsQueued = false;
        }

        lock (_logGate)
            Write(_round, closing: false);
        _round.Clear();
        done?.TrySetResult();
        lock (_queueGate)
            return _isWriting = _queue.Count > 0;
    }

    /// <summary>Under the log's gate.</summary>
    private void Write(List<ServerRecord> round, bool closing)
    {
        if (_ended || (Failure is not null && !closing && _time.GetElapsedTime(_triedAt) < Options.RetryEvery))
        {
            GiveUp(round);
            return;
        }

        _collected.Clear();
        try
        {
            if (_log is null || _logBroken)
                OpenNextLog(_logBroken ? LogFile.Jump : 0);
            foreach (var record in round)
            {
                if (record.Collect(_batch, closing))
                    _collected.Add(record);
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

        foreach (var record in _collected)
        {
            record.Written();
            _unsure.Records.Add(record);
        }

        if (_again.Count > 0)
            _again.ExceptWith(round);
        if (_collected.Count > 0)
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
        _syncing.Clear();
        _unsure.Clear();
        _batch.DropExtents();
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

    private void GiveUp(IReadOnlyCollection<ServerRecord> round)
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
