namespace Portal.Fleet.Consoles.Storage;

/// <summary>What is in the log, but not surely on the disk.</summary>
internal sealed class SyncSet
{
    public HashSet<ServerRecord> Records { get; } = [];

    /// <summary>Where its frames are, once it is on its way to the disk.</summary>
    public IReadOnlyList<(ServerRecord Record, LogExtent Extent)> Extents { get; private set; } = [];

    /// <summary>It is on its way: what records write from now on is not in it.</summary>
    public void Begin(IReadOnlyList<(ServerRecord Record, LogExtent Extent)> extents)
    {
        Extents = extents;
        foreach (var record in Records)
            record.BeginSync();
    }

    /// <summary>It is on the disk.</summary>
    public void Finish()
    {
        foreach (var (record, extent) in Extents)
            record.Took(extent);
        foreach (var record in Records)
            record.Committed();
    }
}
