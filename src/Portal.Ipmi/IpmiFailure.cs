namespace Portal.Ipmi;

/// <summary>Why an exchange with a BMC failed, fine enough that each value has one clear sentence and one next step.</summary>
public enum IpmiFailure
{
    /// <summary>No datagram came back in time: wrong address, filtered, or the BMC is dead.</summary>
    NoAnswer,

    /// <summary>The network said that nothing listens there (ICMP port or host unreachable).</summary>
    Unreachable,

    /// <summary>The BMC offers no cipher suite that this session allows.</summary>
    CipherSuiteRefused,

    /// <summary>The BMC has no free session slot (RMCP+ status 01h).</summary>
    NoSessionSlots,

    /// <summary>The BMC does not know the user name (RMCP+ status 0Dh).</summary>
    UserUnknown,

    /// <summary>The user exists but may not have the privilege asked for (RMCP+ status 09h or 0Ah, or 3Bh completion codes).</summary>
    PrivilegeRefused,

    /// <summary>RAKP 2 came, but its key exchange code does not verify with this password: RAKP 3 was not sent.</summary>
    Rakp2Mismatch,

    /// <summary>RAKP 4 came, but its integrity check value does not verify.</summary>
    Rakp4Mismatch,

    /// <summary>The BMC refused the handshake with another RMCP+ status; the message names it.</summary>
    HandshakeRefused,

    /// <summary>An established session ended: the BMC stopped answering, closed it, or restarted.</summary>
    SessionLost,

    /// <summary>The command got no answer in time. <see cref="IpmiTimeoutException.OutcomeUnknown"/> says whether it may have run.</summary>
    CommandTimeout,

    /// <summary>The BMC answered with a completion code other than 00h.</summary>
    CommandRefused,

    /// <summary>The BMC answered with bytes that do not follow the specification.</summary>
    Malformed,

    /// <summary>SOL is in use by another session (Activate Payload completion code 80h).</summary>
    SolAlreadyActive,

    /// <summary>SOL is disabled on this BMC (Activate Payload completion code 81h).</summary>
    SolDisabled,

    /// <summary>SOL was refused for another reason: payload access, encryption, instance limit (82h to 84h, D4h).</summary>
    SolRefused,

    /// <summary>The BMC acknowledged a change, but what it reads back afterwards is something else.</summary>
    NotKept,
}
