namespace Portal.Ipmi.Configuration;

/// <summary>What a test of a password says, IPMI 2.0 §22.30.</summary>
public enum PasswordTest : byte
{
    /// <summary>It is right.</summary>
    Right = 0,

    /// <summary>It is wrong.</summary>
    Wrong = 1,

    /// <summary>It is stored in the other size, 16 or 20 bytes.</summary>
    WrongSize = 2,
}
