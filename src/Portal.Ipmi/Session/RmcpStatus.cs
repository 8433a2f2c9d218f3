namespace Portal.Ipmi.Session;

/// <summary>RMCP+ and RAKP message status codes, IPMI 2.0 §13.24.</summary>
internal enum RmcpStatus : byte
{
    /// <summary>No errors.</summary>
    Ok = 0x00,

    /// <summary>Insufficient resources to create a session.</summary>
    InsufficientResources = 0x01,

    /// <summary>Invalid session id.</summary>
    InvalidSessionId = 0x02,

    /// <summary>Invalid payload type.</summary>
    InvalidPayloadType = 0x03,

    /// <summary>Invalid authentication algorithm.</summary>
    InvalidAuthentication = 0x04,

    /// <summary>Invalid integrity algorithm.</summary>
    InvalidIntegrity = 0x05,

    /// <summary>No matching authentication payload.</summary>
    NoMatchingAuthentication = 0x06,

    /// <summary>No matching integrity payload.</summary>
    NoMatchingIntegrity = 0x07,

    /// <summary>Inactive session id.</summary>
    InactiveSessionId = 0x08,

    /// <summary>Invalid role.</summary>
    InvalidRole = 0x09,

    /// <summary>Unauthorised role or privilege level requested.</summary>
    UnauthorisedRole = 0x0A,

    /// <summary>Insufficient resources to create a session at the requested role.</summary>
    InsufficientResourcesForRole = 0x0B,

    /// <summary>Invalid name length.</summary>
    InvalidNameLength = 0x0C,

    /// <summary>Unauthorised name.</summary>
    UnauthorisedName = 0x0D,

    /// <summary>Unauthorised GUID.</summary>
    UnauthorisedGuid = 0x0E,

    /// <summary>Invalid integrity check value.</summary>
    InvalidIntegrityCheck = 0x0F,

    /// <summary>Invalid confidentiality algorithm.</summary>
    InvalidConfidentiality = 0x10,

    /// <summary>No cipher suite match with the proposed security algorithms.</summary>
    NoCipherSuiteMatch = 0x11,

    /// <summary>Illegal or unrecognised parameter.</summary>
    IllegalParameter = 0x12,
}
