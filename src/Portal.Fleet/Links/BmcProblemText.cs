namespace Portal.Fleet.Links;

/// <summary>Stable codes and English sentences of <see cref="BmcProblem"/>. Pages translate by code.</summary>
public static class BmcProblemText
{
    /// <summary>The stable code, for example <c>bmc_no_answer</c>.</summary>
    public static string Code(this BmcProblem problem) => problem switch
    {
        BmcProblem.None => "none",
        BmcProblem.NoAnswer => "bmc_no_answer",
        BmcProblem.Unreachable => "bmc_unreachable",
        BmcProblem.PasswordRejected => "bmc_password_rejected",
        BmcProblem.IdentityNotProven => "bmc_identity_not_proven",
        BmcProblem.UserUnknown => "bmc_user_unknown",
        BmcProblem.PrivilegeRefused => "bmc_privilege_refused",
        BmcProblem.NoSessionSlots => "bmc_no_session_slots",
        BmcProblem.CipherSuiteRefused => "bmc_cipher_suite_refused",
        BmcProblem.HandshakeRefused => "bmc_handshake_refused",
        BmcProblem.SessionLost => "bmc_session_lost",
        BmcProblem.CommandTimeout => "bmc_command_timeout",
        BmcProblem.CommandRefused => "bmc_command_refused",
        BmcProblem.Malformed => "bmc_malformed_answer",
        BmcProblem.SolHeldByOther => "sol_held_by_other",
        BmcProblem.SolDisabled => "sol_disabled",
        BmcProblem.SolRefused => "sol_refused",
        BmcProblem.AddressNotAllowed => "address_not_allowed",
        BmcProblem.CredentialMissing => "credential_missing",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
    };

    /// <summary>One sentence that says what happened and what to do next; empty for <see cref="BmcProblem.None"/>.</summary>
    public static string Sentence(this BmcProblem problem) => problem switch
    {
        BmcProblem.None => "",
        BmcProblem.NoAnswer => "The BMC does not answer: check its address, its power and cable, and that UDP port 623 is not filtered on the way.",
        BmcProblem.Unreachable => "Nothing listens at the BMC's address and port: check both, and that IPMI over LAN is switched on in the BMC.",
        BmcProblem.PasswordRejected => "The BMC rejected the password: enter the password of this BMC account again.",
        BmcProblem.IdentityNotProven => "The BMC no longer proves that it knows the password that worked before: the password was changed on the BMC, or another device answers at its address. Find out which before you enter a new one.",
        BmcProblem.UserUnknown => "The BMC does not know the user name: check it, and that the account is enabled for access over LAN.",
        BmcProblem.PrivilegeRefused => "The BMC account may not have the privilege the portal needs: raise its privilege limit on the LAN channel to administrator.",
        BmcProblem.NoSessionSlots => "All session slots of the BMC are taken: close other programs' sessions, or wait a minute until the BMC drops idle ones.",
        BmcProblem.CipherSuiteRefused => "The BMC offers neither cipher suite 17 nor 3: enable one of them in the BMC, because weaker ones are never used.",
        BmcProblem.HandshakeRefused => "The BMC broke off the login: look at the detail, and check the BMC key (K_G) if it uses one.",
        BmcProblem.SessionLost => "The session to the BMC was lost and is being opened again: if this repeats, check the network and whether the BMC restarts.",
        BmcProblem.CommandTimeout => "The BMC did not answer a command in time: try again, and restart the BMC if this persists.",
        BmcProblem.CommandRefused => "The BMC refused the command: the detail names its reason.",
        BmcProblem.Malformed => "The BMC's answer does not follow the IPMI specification: update the BMC's firmware, and report its model if that does not help.",
        BmcProblem.SolHeldByOther => "Someone else holds the serial console on the BMC: end that session, or wait; the portal takes it as soon as it is free.",
        BmcProblem.SolDisabled => "Serial over LAN is switched off in the BMC: enable it there, for example with ipmitool sol set enabled true.",
        BmcProblem.SolRefused => "The BMC refused serial over LAN: check that the account may use the SOL payload.",
        BmcProblem.AddressNotAllowed => "The address is outside Portal:Bmc:AllowedNetworks, so no packet was sent: allow its network in the portal's configuration.",
        BmcProblem.CredentialMissing => "No password that the portal can open is stored for this BMC: enter it, or restore the key file it was sealed with.",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
    };
}
