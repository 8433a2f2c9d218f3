namespace Portal.Fleet.Events;

/// <summary>One record in an archive.</summary>
internal sealed record ArchivedRecord(int Id, string Raw, DateTimeOffset? LoggedAt, string Severity, string Subject, string Event, string Details, bool Deasserted);
