namespace Portal.Fleet.Access;

/// <summary>A credential is worth nothing from now on.</summary>
/// <param name="Kind">What <paramref name="Id"/> names.</param>
/// <param name="Id">The id of the person, session or token.</param>
/// <param name="Reason">Why, in English, for the audit: <c>password changed</c>.</param>
/// <param name="ExceptSession">The one session of that person which goes on: whoever changes a password stays signed in where that was done.</param>
public sealed record CredentialEnded(CredentialKind Kind, string Id, string Reason, string? ExceptSession = null);
