namespace Portal.Ipmi.Commands.App;

/// <summary>Answer to Get User Access, IPMI 2.0 §22.27.</summary>
/// <param name="MaxUserIds">Highest user id there can be.</param>
/// <param name="EnabledUsers">Users that are enabled.</param>
/// <param name="FixedNames">Users whose name cannot change.</param>
/// <param name="IsEnabled">Whether this user is enabled; null when the BMC does not tell, as those of IPMI 1.5.</param>
/// <param name="Privilege">Highest privilege on the channel; null for no access.</param>
public sealed record UserAccess(byte MaxUserIds, byte EnabledUsers, byte FixedNames, bool? IsEnabled, PrivilegeLevel? Privilege)
{
    /// <summary>May only be called back.</summary>
    public bool CallbackOnly { get; init; }

    /// <summary>May authenticate a link (PPP).</summary>
    public bool LinkAuthentication { get; init; }

    /// <summary>May send IPMI messages, which is what a login needs.</summary>
    public bool Messaging { get; init; }
}
