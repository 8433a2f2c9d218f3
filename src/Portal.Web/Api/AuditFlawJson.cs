using Portal.Fleet.Auditing;

namespace Portal.Web.Api;

/// <summary>The first bad row.</summary>
internal sealed record AuditFlawJson(long Sequence, AuditFlawKind Kind, string Detail);
