namespace Portal.Ipmi.Configuration;

/// <summary>Authentication types of IPMI 1.5 sessions, IPMI 2.0 table 23-4, parameters 1 and 2.</summary>
[Flags]
public enum AuthenticationTypes : byte
{
    /// <summary>None at all.</summary>
    NoAuthentication = 0x01,

    /// <summary>MD2.</summary>
    Md2 = 0x02,

    /// <summary>MD5.</summary>
    Md5 = 0x04,

    /// <summary>The password in clear.</summary>
    Password = 0x10,

    /// <summary>OEM.</summary>
    Oem = 0x20,
}
