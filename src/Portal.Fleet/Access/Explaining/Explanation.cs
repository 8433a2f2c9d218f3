namespace Portal.Fleet.Access.Explaining;

/// <summary>Why a person can, or cannot, do something with a server.</summary>
/// <param name="Reasons">What decides first, then what would have mattered.</param>
public sealed record Explanation(BmcRight Right, bool Allowed, IReadOnlyList<ExplainedReason> Reasons);
