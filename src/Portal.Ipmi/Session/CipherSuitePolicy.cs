using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>Turns the cipher suites that the options name into those that may be asked for, or says why not.</summary>
internal static class CipherSuitePolicy
{
    /// <summary>The suites in the order in which they are tried: the remembered one first.</summary>
    /// <exception cref="IpmiAuthenticationException">A suite is not spoken, or weak and not allowed.</exception>
    public static CipherSuite[] Choose(IReadOnlyList<CipherSuiteId> allowed, bool allowWeak, CipherSuiteId? remembered)
    {
        if (allowed.Count == 0)
            throw new ArgumentException("At least one cipher suite must be allowed.", nameof(allowed));
        var suites = new List<CipherSuite>(allowed.Count);
        foreach (var id in allowed)
        {
            var suite = CipherSuite.Find(id) ?? throw Refused(WhyNot((byte)id));
            if (suite.IsWeak && !allowWeak)
                throw Refused($"Cipher suite {(byte)id} {Weakness(suite)}: it takes the explicit consent to weak cipher suites.");
            if (suites.Contains(suite))
                continue;
            if (id == remembered)
                suites.Insert(0, suite);
            else
                suites.Add(suite);
        }

        return [.. suites];
    }

    private static string Weakness(CipherSuite suite) => (suite.DigestBytes, suite.IsAuthenticated) switch
    {
        (0, _) => "asks for no password",
        (_, false) => "neither encrypts nor protects its packets",
        _ => "does not encrypt",
    };

    private static string WhyNot(byte id) => id is 4 or 5 or 9 or 10 or 13 or 14 or 18 or 19
        ? $"Cipher suite {id} encrypts with xRC4, which is broken and not supported: allow 17 or 3."
        : $"Cipher suite {id} is not supported: allow 17 or 3.";

    private static IpmiAuthenticationException Refused(string why) => new(IpmiFailure.CipherSuiteRefused, why);
}
