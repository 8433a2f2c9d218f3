namespace Portal.Ipmi;

/// <summary>Authentication types of an IPMI 1.5 session, IPMI 1.5 table 18-16. None of them encrypts.</summary>
public enum AuthenticationType : byte
{
    /// <summary>No password is asked for.</summary>
    None = 0,

    /// <summary>MD2 digest of password and message.</summary>
    Md2 = 1,

    /// <summary>MD5 digest of password and message.</summary>
    Md5 = 2,

    /// <summary>The password itself in every packet.</summary>
    StraightPassword = 4,
}
