namespace Portal.Ipmi.Commands.App;

/// <summary>What Suspend/Resume Payload Encryption does, IPMI 2.0 §24.3.</summary>
public enum PayloadEncryptionOperation : byte
{
    /// <summary>Packets of the payload go unencrypted from now on.</summary>
    Suspend = 0,

    /// <summary>Packets of the payload are encrypted again.</summary>
    Resume = 1,

    /// <summary>Starts over with a new initialisation vector, for xRC4.</summary>
    NewInitialisationVector = 2,
}
