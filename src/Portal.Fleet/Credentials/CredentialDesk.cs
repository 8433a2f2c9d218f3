using Portal.Fleet.Secrets;

namespace Portal.Fleet.Credentials;

/// <summary>What the gate needs to manage credentials.</summary>
internal sealed record CredentialDesk(CredentialRotator Rotator, CredentialReport Report, CredentialInspector Inspector, KeyRotation Keys);
