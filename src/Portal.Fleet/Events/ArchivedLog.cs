namespace Portal.Fleet.Events;

/// <summary>The file of an archive.</summary>
internal sealed record ArchivedLog(string Server, string ServerId, DateTimeOffset ReadAt, int Entries, string Irregularities, IReadOnlyList<ArchivedRecord> Records);
