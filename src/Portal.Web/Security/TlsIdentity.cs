namespace Portal.Web.Security;

/// <summary>How people recognise the portal's certificate.</summary>
/// <param name="Fingerprint">SHA-256, hexadecimal.</param>
/// <param name="IsOwn">The portal made it and signed it itself.</param>
internal sealed record TlsIdentity(string Fingerprint, bool IsOwn);
