using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Commands.Transport;

namespace Portal.Ipmi.Configuration;

/// <summary>Reads and changes the LAN configuration of a channel, IPMI 2.0 §23.1 and §23.2.</summary>
/// <param name="connection">The BMC.</param>
/// <param name="channel">The channel; see <see cref="FindChannelAsync"/>.</param>
/// <param name="pacing">Pauses; the default suits all BMCs that are known.</param>
public sealed partial class LanConfigurator(IIpmiConnection connection, byte channel, ConfigurationPacing? pacing = null)
{
    private const byte ThisChannel = 0x0E;
    private const byte LastChannel = 0x0B;
    private readonly ConfigurationPacing _pacing = pacing ?? ConfigurationPacing.Default;

    /// <summary>
    /// The number of the LAN channel: the one that this connection uses, or else the first whose medium is a LAN and that tells its MAC address.
    /// BMCs differ: most have 1, HPE 2, Lenovo and some Supermicro 8, and some do not know 0Eh.
    /// </summary>
    /// <exception cref="IpmiException">There is none.</exception>
    public static async Task<byte> FindChannelAsync(IIpmiConnection connection, CancellationToken ct)
    {
        if (await TryAsync(ThisChannel).ConfigureAwait(false) is { } present)
            return present;
        for (byte number = 1; number <= LastChannel; number++)
        {
            if (await TryAsync(number).ConfigureAwait(false) is { } found)
                return found;
        }

        throw new IpmiException(IpmiFailure.CommandRefused, "The BMC names no LAN channel from 1 to 11.");

        async Task<byte?> TryAsync(byte number)
        {
            try
            {
                var info = await connection.SendAsync(new GetChannelInfo(number), ct).ConfigureAwait(false);
                if (!info.IsLan)
                    return null;
                var real = info.Channel is 0 or ThisChannel ? number : info.Channel;
                var mac = await connection.SendAsync(new GetLanConfiguration(real, LanParameter.Mac), ct).ConfigureAwait(false);
                return real != ThisChannel && mac.Data.Length >= 6 ? real : null;
            }
            catch (IpmiException e) when (e is IpmiFormatException or IpmiCommandException { CompletionCode: not CompletionCode.InsufficientPrivilege })
            {
                return null;
            }
        }
    }

    /// <summary>Reads all parameters; what the BMC does not tell stays null and is listed.</summary>
    /// <exception cref="IpmiException">The BMC tells none of them.</exception>
    public async Task<LanConfiguration> ReadAsync(CancellationToken ct)
    {
        var store = new LanStore(connection, channel, _pacing);
        var configuration = new LanConfiguration(channel)
        {
            SetInProgress = (SetInProgress?)(await ByteAsync(LanParameter.SetInProgress).ConfigureAwait(false) & 0x03),
            AuthenticationSupport = (AuthenticationTypes?)(await ByteAsync(LanParameter.AuthenticationSupport).ConfigureAwait(false) & 0x37),
            AuthenticationEnables = await GetAsync(LanParameter.AuthenticationEnables, LanFields.Authentication).ConfigureAwait(false),
            AddressSource = (IpAddressSource?)(await ByteAsync(LanParameter.AddressSource).ConfigureAwait(false) & 0x0F),
            Address = await GetAsync(LanParameter.Address, LanFields.Ipv4).ConfigureAwait(false),
            Mac = await GetAsync(LanParameter.Mac, LanFields.Mac).ConfigureAwait(false),
            SubnetMask = await GetAsync(LanParameter.SubnetMask, LanFields.Ipv4).ConfigureAwait(false),
            Ipv4Header = await GetAsync<Ipv4Header?>(LanParameter.Ipv4Header, Ipv4Header.Parse).ConfigureAwait(false),
            PrimaryPort = await GetAsync(LanParameter.PrimaryPort, LanFields.Port).ConfigureAwait(false),
            SecondaryPort = await GetAsync(LanParameter.SecondaryPort, LanFields.Port).ConfigureAwait(false),
            ArpControl = (ArpControl?)(await ByteAsync(LanParameter.ArpControl).ConfigureAwait(false) & 0x03),
            GratuitousArpInterval = await ByteAsync(LanParameter.GratuitousArpInterval).ConfigureAwait(false) is { } interval ? TimeSpan.FromSeconds(interval / 2.0) : null,
            Gateway = await GetAsync(LanParameter.Gateway, LanFields.Ipv4).ConfigureAwait(false),
            GatewayMac = await GetAsync(LanParameter.GatewayMac, LanFields.Mac).ConfigureAwait(false),
            BackupGateway = await GetAsync(LanParameter.BackupGateway, LanFields.Ipv4).ConfigureAwait(false),
            BackupGatewayMac = await GetAsync(LanParameter.BackupGatewayMac, LanFields.Mac).ConfigureAwait(false),
            Community = await GetAsync(LanParameter.Community, LanFields.Community).ConfigureAwait(false),
            VlanPriority = (byte?)(await ByteAsync(LanParameter.VlanPriority).ConfigureAwait(false) & 0x07),
            BadPasswordThreshold = await GetAsync<BadPasswordThreshold?>(LanParameter.BadPasswordThreshold, BadPasswordThreshold.Parse).ConfigureAwait(false),
            Destinations = await ReadDestinationsAsync(store, ct).ConfigureAwait(false),
            Unread = store.Unread,
        };
        var (suites, byNumber) = await ReadCipherSuitesAsync(store, ct).ConfigureAwait(false);
        var vlan = await GetAsync(LanParameter.VlanId, LanFields.Vlan).ConfigureAwait(false);
        configuration = configuration with
        {
            CipherSuites = suites,
            CipherPrivilegesByNumber = byNumber,
            VlanEnabled = vlan?.Enabled,
            VlanId = vlan?.Id,
            Ipv6 = await ReadIpv6Async(store, ct).ConfigureAwait(false),
        };
        if (store.AnyRead)
            return configuration;
        throw new IpmiException(IpmiFailure.CommandRefused, $"The BMC tells no LAN parameter of channel {channel}: {store.Unread[0].CompletionCode.Describe()}.");

        Task<T?> GetAsync<T>(LanParameter parameter, ParameterParser<T> parse) => store.TryGetAsync((byte)parameter, parse, ct);

        Task<byte?> ByteAsync(LanParameter parameter) => GetAsync(parameter, LanFields.Byte);
    }

    /// <summary>Changes what is not null in <paramref name="change"/> and reads it back. Whatever may cut the way to the BMC goes last.</summary>
    /// <returns>The names of what could not be read back because the way to the BMC changed with it; empty when all is well.</returns>
    /// <exception cref="ConfigurationException">The BMC took it and reads back something else.</exception>
    public Task<IReadOnlyList<string>> ApplyAsync(LanChange change, CancellationToken ct) =>
        new LanStore(connection, channel, _pacing).ChangeAsync(change.ToWrites(), ct);

    private static async Task<IReadOnlyList<LanDestination>> ReadDestinationsAsync(LanStore store, CancellationToken ct)
    {
        if (await store.TryGetAsync((byte)LanParameter.DestinationCount, LanFields.Byte, ct).ConfigureAwait(false) is not { } count)
            return [];
        var destinations = new List<LanDestination>();
        var tags = true;
        for (byte number = 0; number <= (count & 0x0F); number++)
        {
            var destination = new LanDestination(number);
            destination = await store.TryGetAsync((byte)LanParameter.DestinationType, destination.WithType, ct, number).ConfigureAwait(false) ?? destination;
            destination = await store.TryGetAsync((byte)LanParameter.DestinationAddress, destination.WithAddress, ct, number).ConfigureAwait(false) ?? destination;
            // One that has no tag for the first has none for the others.
            if (tags)
            {
                var tagged = await store.TryGetAsync((byte)LanParameter.DestinationVlan, destination.WithVlan, ct, number).ConfigureAwait(false);
                tags = tagged is not null || number > 0;
                destination = tagged ?? destination;
            }

            destinations.Add(destination);
        }

        return destinations;
    }

    private static async Task<(IReadOnlyList<CipherSuitePrivilege> Suites, bool ByNumber)> ReadCipherSuitesAsync(LanStore store, CancellationToken ct)
    {
        var count = (int?)(await store.TryGetAsync((byte)LanParameter.CipherSuiteCount, LanFields.Byte, ct).ConfigureAwait(false) & 0x1F);
        var suites = await store.TryGetAsync((byte)LanParameter.CipherSuites, data => LanFields.CipherSuites(data, count), ct).ConfigureAwait(false);
        var limits = await store.TryGetAsync((byte)LanParameter.CipherSuitePrivileges, LanFields.CipherPrivileges, ct).ConfigureAwait(false);
        if (suites is null)
            return ([], false);
        var (aligned, byNumber) = LanFields.Align(suites, limits);
        var list = new CipherSuitePrivilege[suites.Length];
        for (var i = 0; i < suites.Length; i++)
            list[i] = new CipherSuitePrivilege(suites[i], aligned[i]);
        return (list, byNumber);
    }
}
