namespace Portal.Ipmi.Configuration;

/// <summary>A cipher suite that the BMC knows and how far it reaches, IPMI 2.0 table 23-4, parameters 23 and 24.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Limit">Highest privilege of a session with it; null when it may not be used at all, or the BMC does not tell.</param>
public readonly record struct CipherSuitePrivilege(CipherSuiteId Suite, PrivilegeLevel? Limit);
