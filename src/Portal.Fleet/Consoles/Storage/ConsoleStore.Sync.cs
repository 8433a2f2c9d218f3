using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>What is in the log is made to survive the machine too: one write-through for all consoles, about every tenth of a second.</summary>
internal sealed partial class ConsoleStore
{
    // There is something to write through, or something failed.
    private readonly Pulse _dirty = new();

    // A console would have to wait soon.
    private readonly Pulse _hurry = new();
    private SyncSet _unsure = new();
    private SyncSet _syncing = new();

    // What happened to the file while it was written through made the result void.
    private int _generation;
    private volatile bool _closing;

    private async Task SyncAllAsync()
    {
        while (true)
        {
            var (dirty, hurry) = (_dirty.Next, _hurry.Next);
            var (unsure, again) = Pending();
            if (!unsure && !_closing)
            {
                // What is left over while the disk cannot be written; and now and then a sign of life, so that a crash can be dated.
                await WhenAnyAsync(again || Failure is not null ? Options.RetryEvery : Options.AliveEvery, dirty);
                if (!Pending().Unsure && !_closing)
                {
                    WriteAgain();
                    continue;
                }
            }

            // More bytes gather meanwhile and go out together.
            if (!_closing)
                await WhenAnyAsync(Options.CommitEvery, hurry, _closed.Task);
            if (_closing)
            {
                CloseRecords();
                return;
            }

            Sync();
        }
    }

    private (bool Unsure, bool Again) Pending()
    {
        lock (_logGate)
            return (_unsure.Records.Count > 0, _again.Count > 0);
    }

    private void WriteAgain()
    {
        lock (_logGate)
        {
            if (_again.Count > 0)
                Write([.. _again], closing: false);
            else if (Failure is not null)
                TryDisk();
            else if (_log is not null)
                WriteAlive();
        }
    }

    /// <summary>Nobody has anything to write, so nobody would find out that it works again; and consoles that require it wait for that.</summary>
    private void TryDisk()
    {
        if (_time.GetElapsedTime(_triedAt) < Options.RetryEvery)
            return;
        try
        {
            if (_log is null || _logBroken)
                OpenNextLog(_logBroken ? LogFile.Jump : 0);
            _batch.AddMark(FrameKind.Alive, Now);
            _batch.Write();
        }
        catch (Exception e)
        {
            Fail(e);
            return;
        }

        SyncNow();
    }

    private void WriteAlive()
    {
        try
        {
            _batch.AddMark(FrameKind.Alive, Now);
            _batch.Write();
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>Writes through. Meanwhile others may go on writing.</summary>
    private void Sync()
    {
        LogFile log;
        long end;
        int generation;
        lock (_logGate)
        {
            if (_unsure.Records.Count == 0 || _log is null)
                return;
            (log, end, generation) = (_log, _batch.End, _generation);
            _unsure.Begin(_batch);
            (_syncing, _unsure) = (_unsure, _syncing);
        }

        try
        {
            log.SyncData();
        }
        catch (Exception e)
        {
            // The loop's edge, and whatever it was.
            lock (_logGate)
            {
                if (generation == _generation)
                    Fail(e);
            }

            return;
        }

        lock (_logGate)
        {
            if (generation != _generation)
                return;
            log.Synced(end);
            _syncing.Finish();
            Recovered();
            if (_again.Count > 0)
                Write([.. _again], closing: false);
            RollIfDue();
        }
    }

    /// <summary>Writes through under the log's gate; false when that failed.</summary>
    private bool SyncNow()
    {
        try
        {
            _log!.SyncData();
        }
        catch (Exception e)
        {
            Fail(e);
            return false;
        }

        _generation++;
        _log.Synced(_batch.End);
        _syncing.Finish();
        _unsure.Begin(_batch);
        _unsure.Finish();
        Recovered();
        return true;
    }

    /// <summary>The last round: those that are not recorded note their ends for the last time.</summary>
    private void CloseRecords()
    {
        lock (_logGate)
        {
            Write([.. _records.Values], closing: true);
            _ended = _log is not null && !_logBroken && SyncNow();
        }
    }

    private async Task WhenAnyAsync(TimeSpan atMost, params Task[] others)
    {
        using var end = new CancellationTokenSource();
        await Task.WhenAny([.. others, Task.Delay(atMost, _time, end.Token)]);
        await end.CancelAsync();
    }
}
