namespace Portal.Ipmi.Commands.Storage;

/// <summary>Answer to Get SEL Entry, IPMI 2.0 §31.5.</summary>
/// <param name="NextRecordId">Id of the next record; FFFFh: there is none.</param>
/// <param name="Data">The bytes asked for: 16 of a whole record.</param>
public sealed record SelEntry(ushort NextRecordId, ReadOnlyMemory<byte> Data);
