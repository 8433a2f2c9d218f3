namespace Portal.Fleet.Consoles;

/// <summary>How much of one server's record is kept. Both limits hold; the oldest goes first.</summary>
/// <param name="Age">Older than this is dropped.</param>
/// <param name="Bytes">On disk, compressed.</param>
internal readonly record struct RecordRetention(TimeSpan Age, long Bytes);
