namespace Portal.Fleet.Auditing;

/// <summary>What looking through the whole audit came to.</summary>
/// <param name="Flaw">The first bad row; null when all is as it was written.</param>
/// <param name="Rows">Rows of the chain that were read.</param>
/// <param name="Earlier">Rows from before the chain, vouched for as they were when it began.</param>
/// <param name="Head">Code of the newest row, as hexadecimal text.</param>
/// <param name="Anchors">Anchors that fit.</param>
/// <param name="BadAnchors">Lines in the anchor file that no key of the portal signed.</param>
/// <param name="NewestAnchor">When the newest that fits was made; null: without anchors a cut-off end cannot be seen.</param>
/// <param name="At">When this was found.</param>
public sealed record AuditVerdict(AuditFlaw? Flaw, long Rows, long Earlier, string Head, int Anchors, int BadAnchors, DateTimeOffset? NewestAnchor, DateTimeOffset At)
{
    public bool IsIntact => Flaw is null;
}
