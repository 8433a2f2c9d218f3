namespace Portal.Ipmi.Crypto;

/// <summary>RAKP authentication algorithms, IPMI 2.0 table 13-17.</summary>
internal enum AuthenticationAlgorithm : byte
{
    /// <summary>RAKP-none: nobody proves anything.</summary>
    None = 0x00,

    /// <summary>RAKP-HMAC-SHA1.</summary>
    HmacSha1 = 0x01,

    /// <summary>RAKP-HMAC-MD5.</summary>
    HmacMd5 = 0x02,

    /// <summary>RAKP-HMAC-SHA256.</summary>
    HmacSha256 = 0x03,
}
