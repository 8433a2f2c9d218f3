namespace Portal.Ipmi.Session;

/// <summary>RMCP+ status codes in words.</summary>
internal static class RmcpStatusText
{
    /// <summary>The status in words, as IPMI 2.0 §13.24 puts it.</summary>
    public static string Describe(this RmcpStatus status) => status switch
    {
        RmcpStatus.Ok => "no errors",
        RmcpStatus.InsufficientResources => "insufficient resources to create a session",
        RmcpStatus.InvalidSessionId => "invalid session id",
        RmcpStatus.InvalidPayloadType => "invalid payload type",
        RmcpStatus.InvalidAuthentication => "invalid authentication algorithm",
        RmcpStatus.InvalidIntegrity => "invalid integrity algorithm",
        RmcpStatus.NoMatchingAuthentication => "no matching authentication payload",
        RmcpStatus.NoMatchingIntegrity => "no matching integrity payload",
        RmcpStatus.InactiveSessionId => "inactive session id",
        RmcpStatus.InvalidRole => "invalid role",
        RmcpStatus.UnauthorisedRole => "unauthorised role or privilege level requested",
        RmcpStatus.InsufficientResourcesForRole => "insufficient resources to create a session at the requested role",
        RmcpStatus.InvalidNameLength => "invalid name length",
        RmcpStatus.UnauthorisedName => "unauthorised name",
        RmcpStatus.UnauthorisedGuid => "unauthorised GUID",
        RmcpStatus.InvalidIntegrityCheck => "invalid integrity check value",
        RmcpStatus.InvalidConfidentiality => "invalid confidentiality algorithm",
        RmcpStatus.NoCipherSuiteMatch => "no cipher suite match with the proposed security algorithms",
        RmcpStatus.IllegalParameter => "illegal or unrecognised parameter",
        _ => "reserved status",
    };

    /// <summary>The status says that the algorithms do not suit the BMC: another suite may.</summary>
    public static bool RefusesAlgorithms(this RmcpStatus status) => status
        is RmcpStatus.InvalidAuthentication or RmcpStatus.InvalidIntegrity or RmcpStatus.InvalidConfidentiality
        or RmcpStatus.NoMatchingAuthentication or RmcpStatus.NoMatchingIntegrity or RmcpStatus.NoCipherSuiteMatch;

    /// <summary>The status may mean that another privilege level would do.</summary>
    public static bool IsAboutPrivilege(this RmcpStatus status) => status
        is RmcpStatus.InvalidRole or RmcpStatus.UnauthorisedRole or RmcpStatus.InsufficientResourcesForRole or RmcpStatus.IllegalParameter;
}
