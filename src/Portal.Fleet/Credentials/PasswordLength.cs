namespace Portal.Fleet.Credentials;

/// <summary>How long a password is, as far as that may be told.</summary>
public enum PasswordLength
{
    /// <summary>Fewer than 16 bytes.</summary>
    Short,

    /// <summary>16 bytes or more, as IPMI 1.5 can store.</summary>
    Sixteen,

    /// <summary>20 bytes, the most that IPMI knows.</summary>
    Twenty,
}
