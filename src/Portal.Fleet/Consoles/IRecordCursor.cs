namespace Portal.Fleet.Consoles;

/// <summary>Reads a record. One thread at a time; memory is bounded however long the record is.</summary>
internal interface IRecordCursor : IDisposable
{
    /// <summary>Bytes at an offset, or the next ones behind it that are kept; null when there are none.</summary>
    /// <param name="oneTime">Stop where the time changes, so that every byte answered was printed at <see cref="RecordPiece.Time"/>.</param>
    RecordPiece? Read(long offset, Span<byte> into, bool oneTime = false);

    /// <summary>Offset of the first byte kept that was printed at a time or later; null when all are older.</summary>
    long? Find(DateTimeOffset time);
}
