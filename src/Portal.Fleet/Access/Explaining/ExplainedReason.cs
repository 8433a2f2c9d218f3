namespace Portal.Fleet.Access.Explaining;

/// <summary>One rule that led, or might have led, to a verdict.</summary>
/// <param name="Decides">The verdict would be another, or nothing would stand for it, without this one.</param>
/// <param name="Grant">The grant it is about; null where it is about none.</param>
public sealed record ExplainedReason(ReasonKind Kind, bool Decides, ExplainedGrant? Grant = null);
