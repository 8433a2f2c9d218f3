namespace Portal.Fleet.Auditing;

/// <summary>The first bad row.</summary>
/// <param name="Sequence">Its place; where a row is missing, the place that is empty.</param>
/// <param name="Detail">More, in English.</param>
public sealed record AuditFlaw(AuditFlawKind Kind, long Sequence, string Detail);
