namespace Portal.Fleet.Consoles.Storage;

/// <summary>The one writer of the commit log.</summary>
internal sealed partial class ConsoleStore
{
    private readonly Lock _committed = new();
    private readonly FrameBatch _batch = new();

    // Records that have something the log could not take.
    private readonly HashSet<ServerRecord> _again = [];
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

    private async Task CommitAllAsync()
    {
        var reader = _waiting.Reader;
        var round = new HashSet<ServerRecord>();
        var more = reader.WaitToReadAsync().AsTask();
        while (true)
        {
            if (_again.Count == 0)
                await more;
            else
                await Task.WhenAny(more, Task.Delay(Options.RetryEvery, _time, CancellationToken.None));
            if (!more.IsCompleted || await more)
                await GatherAsync();
            while (reader.TryRead(out var record))
                round.Add(record);
            round.UnionWith(_again);
            var closing = reader.Completion.IsCompleted;

            // Those that are not recorded note their ends now and then, and now for the last time.
            if (closing)
                round.UnionWith(_records.Values);
            lock (_committed)
                Commit(round, closing);
            round.Clear();
            if (closing)
                return;
            if (more.IsCompleted)
                more = reader.WaitToReadAsync().AsTask();
        }
    }

    /// <summary>More bytes gather meanwhile and go out together.</summary>
    private async Task GatherAsync()
    {
        var hurry = _hurry.Next;
        using var end = new CancellationTokenSource();
        await Task.WhenAny(hurry, _waiting.Reader.Completion, Task.Delay(Options.CommitEvery, _time, end.Token));
        await end.CancelAsync();
    }

    private void Commit(HashSet<ServerRecord> round, bool closing)
    {
        if (Failure is not null && !closing && _time.GetElapsedTime(_triedAt) < Options.RetryEvery)
        {
            GiveUp(round);
            return;
        }

        var collected = new List<ServerRecord>();
        try
        {
            if (_log is null || _logBroken)
                OpenNextLog(_logBroken ? LogFile.Jump : 0);
            _batch.Begin(_log!);
            foreach (var record in round)
            {
                if (record.Collect(_batch, closing))
                    collected.Add(record);
                if (_batch.IsLarge)
                    _batch.Write();
            }

            if (closing)
                _batch.AddClosed(Now);
            _batch.Write();
            if (_batch.End > _log!.Length)
                _log.Sync(_batch.End);
        }
        catch (Exception e)
        {
            // The loop's edge, and whatever it was: nothing of this round counts.
            Fail(e);
            GiveUp(round);
            return;
        }

        foreach (var (record, extent) in _batch.Extents)
            record.Took(extent);
        foreach (var record in collected)
            record.Committed();
        _again.Clear();
        Recovered();
        _ended = closing;
        RollIfDue();
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
            _log = LogFile.Create(Disk, _logDirectory, ++_number, previousLength, 0);
            _logOpened = _time.GetTimestamp();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(e);
            _previousLength = previousLength;
        }
    }

    private void OpenNextLog(long jump)
    {
        var next = LogFile.Create(Disk, _logDirectory, _number + 1, _log?.Length ?? _previousLength, jump);
        _number++;
        _logOpened = _time.GetTimestamp();
        var before = _log;
        _log = next;
        _logBroken = false;
        if (before is not null)
            Close(before);
    }

    /// <summary>Closes a file of the log that is large or old enough. When the next one cannot be made, this one goes on.</summary>
    private void RollIfDue()
    {
        if (_ended || _log is null || _logBroken || _log.Length <= LogFile.HeaderSize
            || (_log.Length < Options.LogBytes && _time.GetElapsedTime(_logOpened) < Options.LogAge))
            return;
        try
        {
            OpenNextLog(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotRolled(_logger, e);
        }
    }
}
