using Portal.Fleet.Auditing;

namespace Portal.Web.Api;

/// <summary>What looking through the whole audit came to.</summary>
/// <param name="Rows">Rows of the chain that are as they were written.</param>
/// <param name="Earlier">Rows from before the chain.</param>
/// <param name="Anchors">Anchors that fit; without any a cut-off end cannot be seen.</param>
/// <param name="BadAnchors">Lines of the anchor file that the portal did not sign.</param>
internal sealed record AuditVerdictJson(bool Intact, AuditFlawJson? FirstBadRow, long Rows, long Earlier, string Head, int Anchors, int BadAnchors, DateTimeOffset? NewestAnchor, DateTimeOffset At)
{
    public static AuditVerdictJson From(AuditVerdict verdict) => new(
        verdict.IsIntact, verdict.Flaw is { } flaw ? new AuditFlawJson(flaw.Sequence, flaw.Kind, flaw.Detail) : null, verdict.Rows, verdict.Earlier, verdict.Head,
        verdict.Anchors, verdict.BadAnchors, verdict.NewestAnchor, verdict.At);
}
