namespace Portal.Fleet.Consoles.Storage;

/// <summary>What is in the log, but not surely on the disk. Used again and again: it keeps its memory.</summary>
internal sealed class SyncSet
{
    private List<(ServerRecord Record, LogExtent Extent)> _extents = [];

    public HashSet<ServerRecord> Records { get; } = [];

    /// <summary>It is on its way, with the frames of a batch: what records write from now on is not in it.</summary>
    public void Begin(FrameBatch batch)
    {
        _extents = batch.TakeExtents(_extents);
        foreach (var record in Records)
            record.BeginSync();
    }

    /// <summary>It is on the disk.</summary>
    public void Finish()
    {
        foreach (var (record, extent) in _extents)
            record.Took(extent);
        foreach (var record in Records)
            record.Committed();
        Clear();
    }

    /// <summary>Nothing of it counts any more.</summary>
    public void Clear()
    {
        _extents.Clear();
        Records.Clear();
    }
}
