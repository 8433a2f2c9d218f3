namespace Portal.Ipmi;

/// <summary>Cipher suite numbers, IPMI 2.0 table 22-20. A number the enum does not name is kept as it is.</summary>
public enum CipherSuiteId : byte
{
    /// <summary>RAKP-HMAC-SHA1, HMAC-SHA1-96, AES-CBC-128.</summary>
    Suite3 = 3,

    /// <summary>RAKP-HMAC-SHA256, HMAC-SHA256-128, AES-CBC-128.</summary>
    Suite17 = 17,
}
