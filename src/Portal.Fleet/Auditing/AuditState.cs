namespace Portal.Fleet.Auditing;

/// <summary>How the audit stands.</summary>
/// <param name="Verdict">The last time somebody looked through all of it; null when nobody did since the portal started.</param>
/// <param name="Owed">Outcomes that could not be written yet.</param>
public sealed record AuditState(AuditVerdict? Verdict, int Owed);
