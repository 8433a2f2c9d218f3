namespace Portal.Web.Identity;

/// <summary>How a person can prove again who they are; a passkey is always asked for.</summary>
public sealed record ProofWays(bool Password, IReadOnlyList<MyProvider> Providers);
