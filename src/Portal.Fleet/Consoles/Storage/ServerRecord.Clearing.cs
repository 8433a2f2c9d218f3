using System.Globalization;
using System.Text;
using Portal.Fleet.Consoles.Search;

namespace Portal.Fleet.Consoles.Storage;

/// <summary>How much is kept, and deleting it while the console goes on.</summary>
internal sealed partial class ServerRecord
{
    /// <summary>Holds the offset before which everything was deleted, so that neither the log nor a file left behind by a crash brings it back.</summary>
    public const string BeginningName = "beginning";

    private long _beginning;

    public RecordUsage Measure()
    {
        long first, disk;
        lock (_lock)
        {
            first = FirstOrNull() ?? Next;
            disk = _parts.Sum(part => part.DiskLength) + _extents.Sum(extent => (long)extent.Length + LogFrame.HeaderSize);
        }

        using var cursor = OpenCursor();
        var oldest = cursor.Read(first, new byte[1], oneTime: true);
        return new RecordUsage(oldest?.Offset ?? Next, Next, disk, oldest is { } piece ? DateTimeOffset.FromUnixTimeMilliseconds(piece.Time) : null, LastByteAt);
    }

    public RecordLoss Weigh(RecordRetention limits)
    {
        var oldest = _store.Now - (long)limits.Age.TotalMilliseconds;
        lock (_lock)
        {
            // As the upkeep will do it: whole files, and never the newest for its size.
            var length = _parts.Sum(part => part.DiskLength);
            var dropped = 0;
            while (dropped < _parts.Count && (_parts[dropped].LastTime < oldest || (length > limits.Bytes && dropped + 1 < _parts.Count)))
                length -= _parts[dropped++].DiskLength;
            var lost = _parts.Take(dropped).ToList();
            return lost.Count == 0 || lost[^1].LastTime == 0
                ? RecordLoss.None
                : new RecordLoss(lost.Sum(part => part.End - part.Start), lost.Sum(part => part.DiskLength), DateTimeOffset.FromUnixTimeMilliseconds(lost.Max(part => part.LastTime)));
        }
    }

    public void Clear()
    {
        lock (_files)
        {
            if (_deleted)
                return;
            var beginning = _buffer?.Mark(ConsoleGap.NotKept, _store.Now) ?? Interlocked.Read(ref _next);
            PrivateFiles.CreateDirectory(_directory);
            WriteBeginning(beginning);
            RecordPart[] dropped;
            lock (_lock)
            {
                _beginning = beginning;
                dropped = [.. _parts];
                _parts.Clear();
                _extents.RemoveAll(extent => extent.Offset < beginning);
                _screens.Clear();
                if (_extents.Count == 0)
                    _tailGap = ConsoleGap.CodeOf(ConsoleGap.NotKept);
            }

            _buffer?.DropBefore(beginning);
            foreach (var part in dropped)
            {
                File.Delete(part.Path);
                File.Delete(SegmentIndex.PathOf(part.Path));
            }

            foreach (var stretch in ScreenFile.Stretches(_directory).ToArray())
                File.Delete(ScreenFile.PathOf(_directory, stretch));
        }

        // The log holds it still: its file goes as soon as what others printed is out of it.
        _ = ChangedAsync(hurry: true);
        _store.RollSoon();
    }

    /// <summary>What was deleted stays deleted, whatever a crash left of it.</summary>
    private void SkipDeleted()
    {
        _beginning = ReadBeginning();
        foreach (var part in _parts.Where(part => part.Start < _beginning).ToArray())
        {
            _parts.Remove(part);
            File.Delete(part.Path);
            File.Delete(SegmentIndex.PathOf(part.Path));
        }
    }

    private void WriteBeginning(long offset)
    {
        var path = Path.Combine(_directory, BeginningName);
        var temporary = path + ".new";
        using (var file = _store.Disk.Open(temporary, FileMode.Create))
        {
            _store.Disk.Write(file, Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture)), 0);
            _store.Disk.Sync(file);
        }

        File.Move(temporary, path, overwrite: true);
        _store.Disk.SyncDirectory(_directory);
    }

    private long ReadBeginning()
    {
        var path = Path.Combine(_directory, BeginningName);
        return File.Exists(path) && long.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;
    }
}
