namespace Portal.Fleet.Credentials;

/// <summary>What is wrong with how people and the portal log in to a BMC.</summary>
[Flags]
public enum CredentialFindings
{
    None = 0,

    /// <summary>No password is stored.</summary>
    Missing = 1 << 0,

    /// <summary>A password is stored and cannot be opened with the present keys.</summary>
    Unreadable = 1 << 1,

    /// <summary>Fewer than 16 bytes.</summary>
    Short = 1 << 2,

    /// <summary>One that a vendor ships.</summary>
    Default = 1 << 3,

    /// <summary>Another BMC has it too.</summary>
    Shared = 1 << 4,

    /// <summary>It never opened a session.</summary>
    NeverProven = 1 << 5,

    /// <summary>The BMC refused it the last time.</summary>
    Refused = 1 << 6,

    /// <summary>Older than half a year.</summary>
    Old = 1 << 7,

    /// <summary>The BMC takes cipher suite 0, which asks for no password.</summary>
    CipherZero = 1 << 8,

    /// <summary>A user without a name may log in.</summary>
    NullUser = 1 << 9,

    /// <summary>Who gives neither name nor password may log in.</summary>
    AnonymousLogin = 1 << 10,

    /// <summary>Sessions of IPMI 1.5 without any password.</summary>
    NoAuthentication = 1 << 11,

    /// <summary>A rotation ended without anybody knowing which password the BMC has.</summary>
    InDoubt = 1 << 12,
}
