using Portal.Fleet.Consoles.Search;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>What happens to its files behind the readers' backs: compaction and retention, one after the other.</summary>
internal sealed partial class ServerRecord
{
    /// <summary>How many segments the limits of a record are divided into: what is dropped at once is a small part of it.</summary>
    private const int SegmentsPerLimit = 16;

    /// <summary>Moves what one file of the log holds of it into segments. The log's oldest file only.</summary>
    /// <param name="window">Reads the file.</param>
    /// <exception cref="IOException">Nothing was moved.</exception>
    public void Compact(LogFile log, LogWindow window, BlockWriter writer)
    {
        lock (_files)
        {
            LogExtent[] moved;
            lock (_lock)
                moved = [.. _extents.TakeWhile(extent => extent.File == log)];
            if (moved.Length == 0 || _deleted)
                return;
            var newest = _parts.Count > 0 ? _parts[^1] : null;
            var segmentBytes = Math.Min(_store.Options.SegmentBytes, _retention.Bytes / SegmentsPerLimit);
            using var appender = new SegmentAppender(
                _store.Disk, _directory, Id, newest as SegmentFile, segmentBytes, (long)_retention.Age.TotalMilliseconds / SegmentsPerLimit);
            try
            {
                Pack(moved, window, newest?.End ?? 0, writer, appender);
                appender.Sync();
            }
            catch
            {
                appender.Undo();
                throw;
            }

            lock (_lock)
            {
                if (_deleted)
                    return;
                Publish(appender);
                _extents.RemoveRange(0, moved.Length);
                if (_extents.Count == 0)
                    _extents.Capacity = 0;
            }
        }
    }

    /// <summary>Drops what its limits no longer cover, as far as nobody reads it.</summary>
    public void Retain()
    {
        var oldest = _store.Now - (long)_retention.Age.TotalMilliseconds;
        lock (_files)
        {
            if (_deleted || !IsBeyond(oldest, out var last))
                return;

            // Its offsets must go on where they are, also when nothing else is left.
            if (last is not null)
                KeepEnd(last);
            var dropped = new List<RecordPart>();
            lock (_lock)
            {
                var length = _parts.Sum(part => part.DiskLength);
                while (_parts.Count > 1 && _parts[0].Readers == 0 && (_parts[0].LastTime < oldest || length > _retention.Bytes))
                {
                    dropped.Add(_parts[0]);
                    length -= _parts[0].DiskLength;
                    _parts.RemoveAt(0);
                }
            }

            foreach (var part in dropped)
            {
                File.Delete(part.Path);
                File.Delete(SegmentIndex.PathOf(part.Path));
            }
        }
    }

    /// <param name="last">The only file left, when it is too old itself and holds bytes.</param>
    private bool IsBeyond(long oldest, out RecordPart? last)
    {
        lock (_lock)
        {
            last = _parts is [var only] && only.LastTime < oldest && only.Start < only.End && only.Readers == 0 ? only : null;
            return last is not null || (_parts.Count > 1 && (_parts[0].LastTime < oldest || _parts.Sum(part => part.DiskLength) > _retention.Bytes));
        }
    }

    /// <summary>Begins a segment that holds nothing but the end of the one before.</summary>
    private void KeepEnd(RecordPart last)
    {
        var writer = new BlockWriter();
        writer.AddGap(last.End, last.LastTime, ConsoleGap.CodeOf(ConsoleGap.NotKept));
        using var appender = new SegmentAppender(_store.Disk, _directory, Id, null, long.MaxValue, long.MaxValue);
        appender.Append(writer);
        appender.Sync();
        lock (_lock)
            Publish(appender);
    }

    private void Publish(SegmentAppender appender)
    {
        foreach (var (segment, blocks) in appender.Appended)
        {
            foreach (var block in blocks)
                segment.Took(block);
            if (blocks.Count > 0 && (_parts.Count == 0 || _parts[^1] != segment))
                _parts.Add(segment);
        }
    }

    private static void Pack(LogExtent[] extents, LogWindow window, long from, BlockWriter writer, SegmentAppender appender)
    {
        foreach (var extent in extents)
        {
            if (extent.End < from || (extent.Length > 0 && extent.End == from))
                continue;

            // A damaged frame is a gap in the record from now on, as it was before.
            if (!window.TryRead(extent, out var frame, out var bytes))
                continue;
            var offset = Math.Max(extent.Offset, from);
            if (extent.Length == 0)
                writer.AddGap(offset, frame.Time, extent.Reason);
            else
                writer.AddData(offset, frame.Time, bytes[(int)(offset - extent.Offset)..]);
            if (writer.IsFull)
                appender.Append(writer);
        }

        if (!writer.IsEmpty)
            appender.Append(writer);
    }
}
