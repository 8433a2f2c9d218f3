namespace Portal.Ipmi;

/// <summary>
/// Cipher suite numbers, IPMI 2.0 table 22-20. Named are those that are spoken; suites 4, 5, 9, 10, 13, 14, 18 and 19 encrypt with
/// xRC4 and are refused. A number the enum does not name is kept as it is.
/// </summary>
public enum CipherSuiteId : byte
{
    /// <summary>No authentication, no integrity, no encryption: no password is asked for. Weak.</summary>
    Suite0 = 0,

    /// <summary>RAKP-HMAC-SHA1; packets are neither protected nor encrypted. Weak.</summary>
    Suite1 = 1,

    /// <summary>RAKP-HMAC-SHA1, HMAC-SHA1-96, no encryption. Weak.</summary>
    Suite2 = 2,

    /// <summary>RAKP-HMAC-SHA1, HMAC-SHA1-96, AES-CBC-128.</summary>
    Suite3 = 3,

    /// <summary>RAKP-HMAC-MD5; packets are neither protected nor encrypted. Weak.</summary>
    Suite6 = 6,

    /// <summary>RAKP-HMAC-MD5, HMAC-MD5-128, no encryption. Weak.</summary>
    Suite7 = 7,

    /// <summary>RAKP-HMAC-MD5, HMAC-MD5-128, AES-CBC-128.</summary>
    Suite8 = 8,

    /// <summary>RAKP-HMAC-MD5, MD5-128, no encryption. Weak.</summary>
    Suite11 = 11,

    /// <summary>RAKP-HMAC-MD5, MD5-128, AES-CBC-128.</summary>
    Suite12 = 12,

    /// <summary>RAKP-HMAC-SHA256; packets are neither protected nor encrypted. Weak.</summary>
    Suite15 = 15,

    /// <summary>RAKP-HMAC-SHA256, HMAC-SHA256-128, no encryption. Weak.</summary>
    Suite16 = 16,

    /// <summary>RAKP-HMAC-SHA256, HMAC-SHA256-128, AES-CBC-128.</summary>
    Suite17 = 17,
}
