using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Consoles;

/// <summary>What the record's writer asks and tells.</summary>
internal sealed partial class ConsoleBuffer
{
    /// <summary>Puts into the batch what the log lacks. Ends with <see cref="Written"/> or <see cref="Rewind"/>; the record's writer only.</summary>
    public void Collect(FrameBatch batch, ServerRecord record, long now)
    {
        lock (_lock)
        {
            var at = Math.Max(_written, _first);
            var lost = at - _written;
            if (lost > 0)
                batch.AddGap(record, at, ConsoleGap.RecordLost, now);
            var gap = Math.Max(0, _gaps.Count - (int)Math.Min(_gaps.Count, _gapsAdded - _gapsWritten));
            var stamp = 0;
            while (true)
            {
                for (; gap < _gaps.Count && _gaps[gap].Gap.Offset <= at; gap++)
                {
                    if (_gaps[gap].Gap.Offset == at)
                        batch.AddGap(record, at, _gaps[gap].Gap.Reason, _gaps[gap].Time);
                }

                if (at == _next)
                    break;
                while (stamp + 1 < _stamps.Count && _stamps[stamp + 1].Offset <= at)
                    stamp++;
                var end = Math.Min(_next, at + LogFrame.MaxPayload);
                if (stamp + 1 < _stamps.Count)
                    end = Math.Min(end, _stamps[stamp + 1].Offset);
                if (gap < _gaps.Count)
                    end = Math.Min(end, _gaps[gap].Gap.Offset);
                var (head, tail) = Slice(at, (int)(end - at));
                batch.AddData(record, at, _stamps[stamp].Time, head, tail);
                at = end;
            }

            _collected = (_next, _gapsAdded, lost);
            _onlyInMemory = false;
        }
    }

    /// <summary>As <see cref="Collect"/> where nothing is to be kept: notes the end alone, and that not often.</summary>
    public bool CollectEnd(FrameBatch batch, ServerRecord record, long now, bool always)
    {
        lock (_lock)
        {
            var due = _next - _written >= NotedEvery || _gapsAdded > _gapsWritten || (always && _next > _written);
            if (due)
                batch.AddGap(record, _next, ConsoleGap.NotRecorded, now);
            _collected = (_next, _gapsAdded, 0);
            _onlyInMemory = true;
            return due;
        }
    }

    /// <summary>What was collected last is in the log: it survives this process, and may be shown. <see cref="Tell"/> says so to those who wait.</summary>
    public void Written()
    {
        lock (_lock)
        {
            _written = Math.Max(_written, _collected.Next);
            _gapsWritten = _collected.GapsAdded;
            _loss.Written += _collected.Loss;
        }

        Show(_collected.Next);
    }

    /// <summary>The log is about to be written through: what is in it now is what <see cref="Recorded"/> will tell about.</summary>
    public void BeginSync()
    {
        lock (_lock)
        {
            _syncing = (_written, _gapsWritten);
            (_loss.Syncing, _loss.Written) = (_loss.Syncing + _loss.Written, 0);
        }
    }

    /// <summary>What was in the log at <see cref="BeginSync"/> is on the disk.</summary>
    public void Recorded()
    {
        lock (_lock)
        {
            _recorded = Math.Max(_recorded, _syncing.Next);
            _gapsRecorded = _syncing.GapsAdded;
            (_loss.Recorded, _loss.Syncing) = (_loss.Recorded + _loss.Syncing, 0);
            Interlocked.Exchange(ref _saved, Math.Max(_saved, _recorded));
            if (!_onlyInMemory)
                DropStamps(_recorded);
        }

        _savedPulse.Beat();
    }

    /// <summary>What the log was given since it was last written through does not count: it is collected again.</summary>
    public void Rewind()
    {
        lock (_lock)
        {
            (_written, _gapsWritten) = (_recorded, _gapsRecorded);
            (_loss.Syncing, _loss.Written) = (0, 0);
        }
    }

    /// <summary>Readers may have all that was taken, although no log has it.</summary>
    public void ShowAll()
    {
        long next;
        lock (_lock)
            next = _next;
        ShowAndTell(next);
    }

    /// <summary>
    /// The line need not wait for what it printed up to now; what stays in memory is recorded when that works again. Not where the record is required.
    /// </summary>
    public void GiveUp()
    {
        if (IsRecordRequired)
            return;
        lock (_lock)
            Interlocked.Exchange(ref _saved, _next);
        ShowAll();
        _savedPulse.Beat();
    }

    /// <summary>Marks the end as a place where bytes are missing, and answers it. What comes before and behind it never shares a frame of the log.</summary>
    public long Mark(string reason, long time)
    {
        lock (_lock)
        {
            AddGap(reason, time);
            return _next;
        }
    }

    /// <summary>Lets go of everything before an offset: it is neither shown nor recorded any more.</summary>
    public void DropBefore(long offset)
    {
        lock (_lock)
        {
            _first = Math.Max(_first, offset);
            _written = Math.Max(_written, offset);
            _recorded = Math.Max(_recorded, offset);
            Interlocked.Exchange(ref _saved, Math.Max(_saved, offset));
            DropStamps(offset);
            _gaps.RemoveAll(known => known.Gap.Offset < offset);
        }

        ShowAndTell(offset);
        _savedPulse.Beat();
    }

    /// <summary>Nothing printed up to now shall be recorded any more.</summary>
    public void Forget(long time)
    {
        AddGap(ConsoleGap.NotRecorded, time);
        lock (_lock)
        {
            _recorded = _written = _next;
            DropStamps(_recorded);
        }
    }
}
