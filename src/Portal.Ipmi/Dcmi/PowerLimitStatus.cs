namespace Portal.Ipmi.Dcmi;

/// <summary>Answer to Get Power Limit, DCMI 1.5 §6.6.2.</summary>
/// <param name="IsActive">The limit is active.</param>
/// <param name="Limit">
/// The limit that is stored; null when none is. Completion code 80h says "no active limit set": some BMCs mean that none is stored, some
/// that one is stored and not active, and send it along.
/// </param>
public sealed record PowerLimitStatus(bool IsActive, PowerLimit? Limit);
