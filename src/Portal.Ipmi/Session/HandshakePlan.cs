using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>Which handshake to try, and which one after a failed one. Pure.</summary>
internal sealed class HandshakePlan
{
    private const int MaxRestarts = 2;

    private readonly CipherSuite[] _suites;
    private readonly bool[] _tried;
    private readonly bool _stepsDown;
    private IReadOnlyList<CipherSuiteId>? _offered;
    private int _current;
    private bool _hadNoSlots;
    private bool _isFinal;
    private bool _nameOnly;
    private bool _openHighest;
    private int _restarts;

    /// <summary>Starts with the first of <paramref name="suites"/>.</summary>
    public HandshakePlan(CipherSuite[] suites, PrivilegeLevel privilege = PrivilegeLevel.Administrator, Quirks quirks = Quirks.None)
    {
        _suites = suites;
        _tried = new bool[suites.Length];
        _tried[0] = true;
        _stepsDown = quirks.HasFlag(Quirks.StepDownPrivilege);
        _nameOnly = !quirks.HasFlag(Quirks.NoNameOnlyLookup);
        _openHighest = quirks.HasFlag(Quirks.HighestPrivilegeInOpenSession);
        Privilege = privilege;
    }

    /// <summary>What to ask for.</summary>
    public HandshakeAttempt Attempt => new(_suites[_current], Privilege, _openHighest ? PrivilegeLevel.Highest : Privilege, _nameOnly);

    /// <summary>The privilege level to ask for; lower than at first when the BMC has <see cref="Quirks.StepDownPrivilege"/>.</summary>
    public PrivilegeLevel Privilege { get; private set; }

    /// <summary>
    /// It is worth asking the BMC for its suites: one was refused, and which to try next, or what to tell the person, depends on it.
    /// What the BMC answers is a hint: some list suites that they refuse.
    /// </summary>
    public bool WantsHint(Handshake failed) => _offered is null && !_isFinal && RefusesAlgorithms(failed) && Array.FindAll(_tried, tried => !tried).Length != 1;

    /// <summary>The suites that the BMC says it has, in its order; empty when it does not say.</summary>
    public void TakeHint(IReadOnlyList<CipherSuiteId> offered) => _offered = offered;

    /// <summary>
    /// Turns to the next attempt after <paramref name="failed"/>; false when it was the last. <paramref name="repeated"/>: a message of
    /// the handshake was sent more than once, so that the BMC's refusal may be about the second copy.
    /// A code that does not verify is never tried again: some BMCs lock the user out.
    /// </summary>
    public bool TryNext(Handshake failed, bool repeated)
    {
        if (_isFinal)
            return false;
        if (RefusesAlgorithms(failed))
        {
            // pyghmi's server takes suite 3 whatever it is asked for: if that is allowed, ask for it.
            var next = failed.Refusal == HandshakeRefusal.OtherAlgorithms ? Untried(CipherSuite.Find(failed.OtherAlgorithms)?.Id) : -1;
            return TurnTo(next >= 0 ? next : NextUntried());
        }

        if (failed.Refusal != HandshakeRefusal.Status)
            return false;

        // Intel M50CYP, which only has suite 17, answers 01h to every other suite. Never the other way round: a full BMC must not be
        // a way down to a weaker suite.
        if (failed.Status == RmcpStatus.InsufficientResources && failed.Stage == HandshakeState.OpenSession)
        {
            _hadNoSlots = _isFinal = true;
            return TurnTo(Untried(CipherSuiteId.Suite17));
        }

        if (failed.Stage == HandshakeState.OpenSession && failed.Status.IsAboutPrivilege() && !_openHighest)
        {
            _openHighest = true;
            return true;
        }

        if (failed.Status == RmcpStatus.UnauthorisedName && _nameOnly)
        {
            _nameOnly = false;
            return true;
        }

        if (_stepsDown && Privilege is > PrivilegeLevel.User && (failed.Status.IsAboutPrivilege() || failed.Status == RmcpStatus.UnauthorisedName))
        {
            Privilege--;
            _nameOnly = true;
            return true;
        }

        return repeated && failed.Stage is HandshakeState.Rakp1 or HandshakeState.Rakp3 && IsAboutLostState(failed.Status) && TryRestart();
    }

    /// <summary>Begins the same attempt anew after the BMC fell silent within it; false when that was done often enough.</summary>
    public bool TryRestart() => _restarts++ < MaxRestarts;

    /// <summary>The failure as a sentence for people.</summary>
    public IpmiException Explain(Handshake failed, string userName, bool hasKg)
    {
        var status = failed.Refusal == HandshakeRefusal.Status ? (byte?)failed.Status : null;
        if (_hadNoSlots && (failed.Refusal == HandshakeRefusal.OtherAlgorithms || (failed.Refusal == HandshakeRefusal.Status && failed.Stage == HandshakeState.OpenSession)))
            return NoSlots((byte)RmcpStatus.InsufficientResources);
        switch (failed.Refusal)
        {
            case HandshakeRefusal.OtherAlgorithms:
                return NoSuite(
                    CipherSuite.Find(failed.OtherAlgorithms) is { } other
                        ? $"it insists on suite {(byte)other.Id}"
                        : "it insists on algorithms that were not asked for", status);
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
                IpmiFailure.UserUnknown,
                $"The BMC does not know user '{userName}', or has it disabled, not enabled for this channel, or locked out after wrong passwords (RMCP+ status 0Dh).", status),
            RmcpStatus.InvalidRole or RmcpStatus.UnauthorisedRole => new IpmiAuthenticationException(
                IpmiFailure.PrivilegeRefused, $"User '{userName}' may not have privilege level {Privilege} on this BMC ({failed.Status.Describe()}, RMCP+ status {status:X2}h).", status),
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

    private static bool RefusesAlgorithms(Handshake failed) =>
        failed.Refusal == HandshakeRefusal.OtherAlgorithms || (failed.Refusal == HandshakeRefusal.Status && failed.Status.RefusesAlgorithms());

    private static bool IsAboutLostState(RmcpStatus status) => status
        is RmcpStatus.InvalidSessionId or RmcpStatus.InactiveSessionId or RmcpStatus.InvalidIntegrityCheck or RmcpStatus.IllegalParameter;

    private static IpmiAuthenticationException NoSlots(byte? status) => new(
        IpmiFailure.NoSessionSlots,
        $"The BMC has no free session (RMCP+ status {status:X2}h): close other IPMI sessions or wait about a minute until idle ones expire.",
        status);

    private bool TurnTo(int index)
    {
        if (index < 0)
            return false;
        _tried[index] = true;
        _current = index;
        return true;
    }

    private int Untried(CipherSuiteId? id)
    {
        var index = Array.FindIndex(_suites, suite => suite.Id == id);
        return index >= 0 && !_tried[index] ? index : -1;
    }

    /// <summary>The strongest that the BMC says it has, or else the strongest.</summary>
    private int NextUntried()
    {
        for (var i = 0; i < _suites.Length && _offered is not null; i++)
        {
            if (!_tried[i] && _offered.Contains(_suites[i].Id))
                return i;
        }

        return Array.IndexOf(_tried, false);
    }

    private IpmiAuthenticationException NoSuite(string how, byte? status) => new(
        IpmiFailure.CipherSuiteRefused,
        $"The BMC accepts none of the cipher suites allowed here ({string.Join(", ", _suites.Select(suite => (byte)suite.Id))}): {how}."
        + (_offered is { Count: > 0 } ? $" It says that it has {string.Join(", ", _offered.Select(id => (byte)id))}." : ""),
        status);
}
