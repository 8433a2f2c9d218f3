using System.Collections.Concurrent;
using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>What is done in the background: the log's closed files become segments, and what is too old goes.</summary>
internal sealed partial class ConsoleStore
{
    // Closed files of the log, oldest first.
    private readonly ConcurrentQueue<LogFile> _logs = new();
    private readonly Pulse _logClosed = new();
    private volatile bool _rollSoon;

    private async Task KeepUpAsync(CancellationToken ct)
    {
        var writer = new BlockWriter();
        long? retained = null;
        while (!ct.IsCancellationRequested)
        {
            var closed = _logClosed.Next;
            var well = true;
            try
            {
                lock (_logGate)
                    RollIfDue();
                CompactAll(ref writer, ct);
                if (retained is null || _time.GetElapsedTime(retained.Value) >= Options.UpkeepEvery)
                {
                    retained = _time.GetTimestamp();
                    foreach (var record in _records.Values)
                    {
                        record.Retain();
                        record.StoreScreens();
                    }
                }
            }
            catch (Exception e)
            {
                // The loop's edge. The log keeps what could not be compacted, and it is tried again.
                well = false;
                writer = new BlockWriter();
                Log.UpkeepFailed(_logger, e);
            }

            await SleepAsync(closed, well ? Options.UpkeepEvery : Options.RetryEvery, ct);
        }
    }

    /// <summary>What waits for the disk and may be lost, but need not be.</summary>
    private void StoreScreens()
    {
        try
        {
            foreach (var record in _records.Values)
                record.StoreScreens();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.UpkeepFailed(_logger, e);
        }
    }

    private void CompactAll(ref BlockWriter writer, CancellationToken ct)
    {
        while (_log is not null && !ct.IsCancellationRequested && _logs.TryPeek(out var log))
        {
            var window = new LogWindow();
            foreach (var record in _records.Values)
            {
                record.Compact(log, window, writer);
                if (ct.IsCancellationRequested)
                    return;
            }

            log.Delete();
            _logs.TryDequeue(out _);
        }
    }

    private async Task SleepAsync(Task pulse, TimeSpan atMost, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(pulse, Task.Delay(atMost, _time, end.Token));
        await end.CancelAsync();
    }

    private void Close(LogFile file)
    {
        _logs.Enqueue(file);
        _logClosed.Beat();
    }

    /// <summary>What a record no longer wants is to leave the log, too.</summary>
    public void RollSoon()
    {
        _rollSoon = true;
        _logClosed.Beat();
    }

    private void CloseLog()
    {
        _log?.Dispose();
        foreach (var file in _logs)
            file.Dispose();
    }
}
