using Portal.Ipmi.Events;

namespace Portal.Fleet.Tenants.HandOvers;

/// <summary>Up to where an event log was read, in a form that is kept.</summary>
public sealed record LogPlace(int RecordId, int NextId, string LastRecord, uint LastErase, int Entries)
{
    internal static LogPlace? Of(SelCursor? cursor) =>
        cursor is null ? null : new LogPlace(cursor.RecordId, cursor.NextId, cursor.LastRecord.ToString(), cursor.LastErase.Value, cursor.Entries);

    internal SelCursor ToCursor() =>
        new((ushort)RecordId, (ushort)NextId, new SelRecordBytes(Convert.FromHexString(LastRecord)), new IpmiTimestamp(LastErase), (ushort)Entries);
}
