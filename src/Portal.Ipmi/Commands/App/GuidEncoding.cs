namespace Portal.Ipmi.Commands.App;

/// <summary>Order of the bytes of a GUID. The specification has one (§20.8), most BMCs have that of SMBIOS.</summary>
public enum GuidEncoding : byte
{
    /// <summary>None of the three gives a GUID of a known version.</summary>
    Unknown = 0,

    /// <summary>First three fields least significant byte first, the rest in reading order: SMBIOS, and .NET.</summary>
    Smbios = 1,

    /// <summary>Reading order: RFC 4122.</summary>
    Rfc4122 = 2,

    /// <summary>Backwards: least significant byte of the node first, as IPMI 2.0 §20.8 says.</summary>
    Ipmi = 3,
}
