using Portal.Ipmi;

namespace Portal.Fleet.Configuration.Accounts;

/// <summary>One slot of a BMC's user table, as one channel sees it.</summary>
/// <param name="Slot">User id, from 1.</param>
/// <param name="Name">Name without control characters; empty for a free slot, and for user 1 of most BMCs.</param>
/// <param name="IsEnabled">May log in at all; null when the BMC does not tell.</param>
/// <param name="Privilege">Highest privilege on the channel; null for no access.</param>
public sealed record BmcAccountView(byte Slot, string Name, bool? IsEnabled, PrivilegeLevel? Privilege)
{
    /// <summary>The BMC told about its access; otherwise only the name is known, if that.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>May only be called back.</summary>
    public bool CallbackOnly { get; init; }

    /// <summary>May authenticate a link (PPP).</summary>
    public bool LinkAuthentication { get; init; }

    /// <summary>May send IPMI messages, which is what a login needs.</summary>
    public bool Messaging { get; init; }

    /// <summary>May open the serial console; null when the BMC does not tell.</summary>
    public bool? Sol { get; init; }

    /// <summary>The portal logs in with it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The name cannot change.</summary>
    public bool HasFixedName { get; init; }

    /// <summary>Nobody is here.</summary>
    public bool IsFree => Name.Length == 0 && !HasFixedName && !(IsKnown && (Privilege is not null || IsEnabled == true));

    /// <summary>Whether it could log in and manage the BMC.</summary>
    internal bool IsAdministrator => IsKnown && IsEnabled != false && Messaging && !CallbackOnly && Privilege is PrivilegeLevel.Administrator or PrivilegeLevel.Oem;
}
