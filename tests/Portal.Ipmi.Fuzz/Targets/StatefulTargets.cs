using Portal.Ipmi.Crypto;
using Portal.Ipmi.Events;
using Portal.Ipmi.Events.Alerting;

namespace Portal.Ipmi.Fuzz.Targets;

/// <summary>
/// What reflection cannot find: machines with state, the packets of a session, and everything that reads with many commands (<see cref="ReaderTarget"/>). A new state machine gets
/// a line here; a new decoder or command needs none.
/// </summary>
internal static class StatefulTargets
{
    // Nobody, Dell, HP, HPE, Intel, IBM, Lenovo, Supermicro: each chooses another decoder of OEM events.
    private static readonly int[] s_manufacturers = [0, 674, 11, 47196, 343, 2, 19046, 10876];

    public static IEnumerable<FuzzTarget> All =>
    [
        .. Suites().Select(SealerTarget.Of),
        .. Suites().Where(suite => suite.DigestBytes > 0).Select(suite => new HandshakeTarget(suite.Id)),
        new SealerTarget("LegacySealer.Md5", new LegacySealer(new LegacyDigest(AuthenticationType.Md5, new SecretBytes("password"u8)), answersMayBePlain: true, answersAreUnverified: false)),
        new SealerTarget("LegacySealer.Md2", new LegacySealer(new LegacyDigest(AuthenticationType.Md2, new SecretBytes("password"u8)), answersMayBePlain: false, answersAreUnverified: true)),
        .. s_manufacturers.Select(id => new FunctionTarget($"EventDescription.{id}", bytes => EventDescription.Of(SelRecord.Parse(bytes), new EventContext { ManufacturerId = id }))),
        new FunctionTarget("PlatformEventTrap", bytes => PlatformEventTrap.Parse(PlatformEventTrap.EnterpriseOid, 0x00080B01, bytes).Describe(EventContext.None)),
        new SolWindowTarget(),
        new LaneTarget(bridged: false),
        new LaneTarget(bridged: true),
        .. ReaderTarget.Find(typeof(IpmiException).Assembly),
    ];

    private static IEnumerable<CipherSuite> Suites() =>
        Enumerable.Range(0, 18).Select(id => CipherSuite.Find((CipherSuiteId)id)).OfType<CipherSuite>();
}
