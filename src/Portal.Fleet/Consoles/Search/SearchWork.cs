using Portal.Fleet.Consoles.Storage;

namespace Portal.Fleet.Consoles.Search;

/// <summary>A file of a record that is to be looked through, or one block of it.</summary>
/// <param name="Block">Null for the file as a whole: its index comes first.</param>
internal readonly record struct SearchWork(SearchConsole Console, ServerRecord Record, RecordPart Part, IndexedBlock? Block)
{
    /// <summary>Nothing in it is newer.</summary>
    public long NewestTime => Block?.Block.LastTime ?? Part.LastTime;
}
