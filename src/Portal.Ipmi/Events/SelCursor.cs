namespace Portal.Ipmi.Events;

/// <summary>
/// How far a log has been read, and what proves at the next read that it is still the same log: the last record as it was, the time of the
/// last erasure and the number of entries.
/// </summary>
/// <param name="RecordId">Id under which the last record was read.</param>
/// <param name="NextId">Id of the next record that the BMC named with it: FFFFh, or where a chain without an end went on.</param>
/// <param name="LastRecord">The last record.</param>
/// <param name="LastErase">Time of the last erasure that the BMC told then.</param>
/// <param name="Entries">Entries that the BMC told then.</param>
public sealed record SelCursor(ushort RecordId, ushort NextId, SelRecordBytes LastRecord, IpmiTimestamp LastErase, ushort Entries);
