using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>Which handshake to try, and which one after a failed one. Pure.</summary>
internal sealed class HandshakePlan
{
    private const int MaxRestarts = 2;

    private readonly CipherSuite[] _suites;
    private int _current;
    private bool _hadNoSlots;
    private bool _isFinal;
    private int _restarts;

    /// <summary>Starts with the first of <paramref name="suites"/>.</summary>
    /// <exception cref="IpmiAuthenticationException">A suite is not supported.</exception>
    public HandshakePlan(IReadOnlyList<CipherSuiteId> suites)
    {
        if (suites.Count == 0)
            throw new ArgumentException("At least one cipher suite must be allowed.", nameof(suites));
        _suites = new CipherSuite[suites.Count];
        for (var i = 0; i < _suites.Length; i++)
        {
            _suites[i] = CipherSuite.Find(suites[i]) ?? throw new IpmiAuthenticationException(
                IpmiFailure.CipherSuiteRefused, $"Cipher suite {(byte)suites[i]} is not supported: allow 17 or 3.");
        }
    }

    /// <summary>The suite to ask for.</summary>
    public CipherSuite Suite => _suites[_current];

    /// <summary>RAKP 1 asks to look the user up by name alone.</summary>
    public bool NameOnly { get; private set; } = true;

    /// <summary>
    /// Turns to the next attempt after <paramref name="failed"/>; false when it was the last. <paramref name="repeated"/>: a message of
    /// the handshake was sent more than once, so that the BMC's refusal may be about the second copy.
    /// A code that does not verify is never tried again: some BMCs lock the user out.
    /// </summary>
    public bool TryNext(Handshake failed, bool repeated)
    {
        if (_isFinal)
            return false;
        if (failed.Refusal == HandshakeRefusal.OtherAlgorithms || (failed.Refusal == HandshakeRefusal.Status && failed.Status.RefusesAlgorithms()))
        {
            if (_current + 1 == _suites.Length)
                return false;
            _current++;
            return true;
        }

        if (failed.Refusal != HandshakeRefusal.Status)
            return false;

        // Intel M50CYP, which only has suite 17, answers 01h to every other suite. Never the other way round: a full BMC must not be
        // a way down to a weaker suite.
        if (failed.Status == RmcpStatus.InsufficientResources && failed.Stage == HandshakeState.OpenSession)
        {
            var strongest = Array.IndexOf(_suites, CipherSuite.Suite17, _current + 1);
            if (strongest < 0 || _suites[_current] == CipherSuite.Suite17)
                return false;
            _hadNoSlots = _isFinal = true;
            _current = strongest;
            return true;
        }

        if (failed.Status == RmcpStatus.UnauthorisedName && NameOnly)
        {
            NameOnly = false;
            return true;
        }

        return repeated && failed.Stage is HandshakeState.Rakp1 or HandshakeState.Rakp3 && IsAboutLostState(failed.Status) && TryRestart();
    }

    /// <summary>Begins the same attempt anew after the BMC fell silent within it; false when that was done often enough.</summary>
    public bool TryRestart() => _restarts++ < MaxRestarts;

    /// <summary>The failure as a sentence for people.</summary>
    public IpmiException Explain(Handshake failed, string userName, bool hasKg, PrivilegeLevel privilege)
    {
        var status = failed.Refusal == HandshakeRefusal.Status ? (byte?)failed.Status : null;
        if (_hadNoSlots && (failed.Refusal == HandshakeRefusal.OtherAlgorithms || (failed.Refusal == HandshakeRefusal.Status && failed.Stage == HandshakeState.OpenSession)))
            return NoSlots((byte)RmcpStatus.InsufficientResources);
        switch (failed.Refusal)
        {
            case HandshakeRefusal.OtherAlgorithms:
                return NoSuite("it insists on algorithms that were not asked for", status);
            case HandshakeRefusal.Rakp2Mismatch:
                return new IpmiAuthenticationException(
                    IpmiFailure.Rakp2Mismatch,
                    $"The password for user '{userName}' is not the BMC's: its RAKP 2 message does not verify. RAKP 3 was not sent.");
            case HandshakeRefusal.Rakp4Mismatch:
                return new IpmiAuthenticationException(
                    IpmiFailure.Rakp4Mismatch,
                    hasKg
                        ? "The password is right, but the BMC's RAKP 4 message does not verify: the BMC key K_G given here is probably not the BMC's."
                        : "The password is right, but the BMC's RAKP 4 message does not verify: the BMC probably has a BMC key K_G, and none is given here.");
        }

        if (failed.Status.RefusesAlgorithms())
            return NoSuite($"RMCP+ status {status:X2}h, {failed.Status.Describe()}", status);
        return failed.Status switch
        {
            RmcpStatus.InsufficientResources or RmcpStatus.InsufficientResourcesForRole => NoSlots(status),
            RmcpStatus.UnauthorisedName => new IpmiAuthenticationException(
                IpmiFailure.UserUnknown, $"The BMC does not know user '{userName}', or has it disabled or not enabled for this channel (RMCP+ status 0Dh).", status),
            RmcpStatus.InvalidRole or RmcpStatus.UnauthorisedRole => new IpmiAuthenticationException(
                IpmiFailure.PrivilegeRefused, $"User '{userName}' may not have privilege level {privilege} on this BMC ({failed.Status.Describe()}, RMCP+ status {status:X2}h).", status),
            _ => new IpmiAuthenticationException(
                IpmiFailure.HandshakeRefused, $"The BMC refused {Name(failed.Stage)} with RMCP+ status {status:X2}h ({failed.Status.Describe()}).", status),
        };
    }

    /// <summary>The message that is sent in <paramref name="state"/>, as people call it.</summary>
    public static string Name(HandshakeState state) => state switch
    {
        HandshakeState.OpenSession => "Open Session",
        HandshakeState.Rakp1 => "RAKP 1",
        _ => "RAKP 3",
    };

    private static bool IsAboutLostState(RmcpStatus status) => status
        is RmcpStatus.InvalidSessionId or RmcpStatus.InactiveSessionId or RmcpStatus.InvalidIntegrityCheck or RmcpStatus.IllegalParameter;

    private static IpmiAuthenticationException NoSlots(byte? status) => new(
        IpmiFailure.NoSessionSlots,
        $"The BMC has no free session (RMCP+ status {status:X2}h): close other IPMI sessions or wait about a minute until idle ones expire.",
        status);

    private IpmiAuthenticationException NoSuite(string how, byte? status) => new(
        IpmiFailure.CipherSuiteRefused,
        $"The BMC accepts none of the cipher suites allowed here ({string.Join(", ", _suites.Select(suite => (byte)suite.Id))}): {how}.",
        status);
}
