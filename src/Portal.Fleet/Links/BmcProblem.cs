namespace Portal.Fleet.Links;

/// <summary>What is wrong between the portal and a BMC. Each has a stable code, one clear sentence and one next step (<see cref="BmcProblemText"/>).</summary>
public enum BmcProblem
{
    None,

    /// <summary>Nothing came back: wrong address, filtered, or dead.</summary>
    NoAnswer,

    /// <summary>ICMP says that nothing listens at this address and port.</summary>
    Unreachable,

    /// <summary>The BMC answered, but its RAKP 2 does not match a password that never worked here: wrong password.</summary>
    PasswordRejected,

    /// <summary>RAKP 2 does not verify with a password that worked before: it was changed on the BMC, or something else answers at this address.</summary>
    IdentityNotProven,

    /// <summary>The BMC does not know the user name.</summary>
    UserUnknown,

    /// <summary>The BMC's user may not have the privilege the portal needs.</summary>
    PrivilegeRefused,

    /// <summary>All session slots of the BMC are taken.</summary>
    NoSessionSlots,

    /// <summary>The BMC offers no cipher suite the portal allows.</summary>
    CipherSuiteRefused,

    /// <summary>The handshake ended with another status.</summary>
    HandshakeRefused,

    /// <summary>The session was up and then lost; the portal is connecting again.</summary>
    SessionLost,

    /// <summary>A command got no answer in time.</summary>
    CommandTimeout,

    /// <summary>The BMC refused a command.</summary>
    CommandRefused,

    /// <summary>The BMC's answer does not follow the specification.</summary>
    Malformed,

    /// <summary>SOL is held by someone else on the BMC.</summary>
    SolHeldByOther,

    /// <summary>SOL is switched off on the BMC.</summary>
    SolDisabled,

    /// <summary>SOL was refused for another reason.</summary>
    SolRefused,

    /// <summary>The address is outside <c>Portal:Bmc:AllowedNetworks</c>; no packet was sent.</summary>
    AddressNotAllowed,

    /// <summary>No password is stored for this BMC, or it cannot be opened with the present key file.</summary>
    CredentialMissing,
}
