namespace Portal.Ipmi.Crypto;

/// <summary>Confidentiality algorithms, IPMI 2.0 table 13-19.</summary>
internal enum ConfidentialityAlgorithm : byte
{
    /// <summary>Payloads go in the clear.</summary>
    None = 0x00,

    /// <summary>AES-CBC-128.</summary>
    AesCbc = 0x01,

    /// <summary>xRC4 with a key of 128 bits: never spoken.</summary>
    XRc4 = 0x02,

    /// <summary>xRC4 with a key of 40 bits: never spoken.</summary>
    XRc4Short = 0x03,
}
