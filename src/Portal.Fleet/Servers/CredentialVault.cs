using Portal.Ipmi;

namespace Portal.Fleet.Servers;

/// <summary>Seals BMC secrets: AES-256-GCM under a key that lives in a 0600 file outside the database, with record id and field as associated data.</summary>
internal sealed class CredentialVault
{
    /// <summary>Seals one field of one server.</summary>
    public byte[] Seal(BmcId id, string field, SecretBytes secret) => throw new NotImplementedException();

    /// <summary>Opens it again; null when the blob does not belong to this record, field or key.</summary>
    public SecretBytes? Open(BmcId id, string field, byte[] sealedSecret) => throw new NotImplementedException();
}
