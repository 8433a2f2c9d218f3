namespace Portal.Ipmi;

/// <summary>Privilege levels, IPMI 2.0 §6.8.</summary>
public enum PrivilegeLevel : byte
{
    /// <summary>Highest the user and the cipher suite allow (request value 0).</summary>
    Highest = 0,

    /// <summary>Callback.</summary>
    Callback = 1,

    /// <summary>User.</summary>
    User = 2,

    /// <summary>Operator.</summary>
    Operator = 3,

    /// <summary>Administrator.</summary>
    Administrator = 4,

    /// <summary>OEM proprietary.</summary>
    Oem = 5,
}
