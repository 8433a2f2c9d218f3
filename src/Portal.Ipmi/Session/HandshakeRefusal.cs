namespace Portal.Ipmi.Session;

/// <summary>How a handshake failed.</summary>
internal enum HandshakeRefusal
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The BMC answered with an RMCP+ status other than 00h.</summary>
    Status,

    /// <summary>The BMC took other algorithms than it was asked for.</summary>
    OtherAlgorithms,

    /// <summary>RAKP 2's key exchange code does not verify.</summary>
    Rakp2Mismatch,

    /// <summary>RAKP 4's integrity check value does not verify.</summary>
    Rakp4Mismatch,
}
