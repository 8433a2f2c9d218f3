namespace Portal.Ipmi.Crypto;

/// <summary>Integrity algorithms, IPMI 2.0 table 13-18.</summary>
internal enum IntegrityAlgorithm : byte
{
    /// <summary>Packets carry no integrity code.</summary>
    None = 0x00,

    /// <summary>HMAC-SHA1-96, keyed by K1.</summary>
    HmacSha1 = 0x01,

    /// <summary>HMAC-MD5-128, keyed by K1.</summary>
    HmacMd5 = 0x02,

    /// <summary>MD5-128: a plain digest of password, packet and password.</summary>
    Md5 = 0x03,

    /// <summary>HMAC-SHA256-128, keyed by K1.</summary>
    HmacSha256 = 0x04,
}
