namespace Portal.Ipmi.Commands.App;

/// <summary>Access to a channel, IPMI 2.0 §22.22 and §22.23.</summary>
/// <param name="Mode">When it takes sessions.</param>
/// <param name="PrivilegeLimit">Highest privilege of any session on it.</param>
public sealed record ChannelAccess(ChannelAccessMode Mode, PrivilegeLevel PrivilegeLimit)
{
    /// <summary>Alerts go out by it.</summary>
    public bool Alerting { get; init; } = true;

    /// <summary>Each packet of an IPMI 1.5 session is authenticated, not only the login.</summary>
    public bool PerMessageAuthentication { get; init; } = true;

    /// <summary>Packets of an IPMI 1.5 session at User level are authenticated.</summary>
    public bool UserLevelAuthentication { get; init; } = true;
}
