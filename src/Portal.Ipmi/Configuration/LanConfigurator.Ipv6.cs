using System.Net;
using System.Net.NetworkInformation;
using Portal.Ipmi.Commands.Transport;

namespace Portal.Ipmi.Configuration;

/// <summary>The parameters of IPv6, from 50 on.</summary>
public sealed partial class LanConfigurator
{
    /// <summary>Addresses and routers that are read at most, whatever a BMC claims to have.</summary>
    private const int MostSets = 32;

    private const int DuidBlock = 16;
    private const int MostDuidBlocks = 16;

    private static async Task<Ipv6Configuration?> ReadIpv6Async(LanStore store, CancellationToken ct)
    {
        // Whoever knows neither of these two knows nothing of IPv6; asking for thirty more would take seconds on some BMCs.
        var support = await ByteAsync(LanParameter.Ipv6Support).ConfigureAwait(false);
        var enables = await ByteAsync(LanParameter.Ipv6Enables).ConfigureAwait(false);
        if (support is null && enables is null)
            return null;
        var status = await GetAsync(LanParameter.Ipv6Status, LanFields.Ipv6Status).ConfigureAwait(false);
        return new Ipv6Configuration
        {
            Support = (Ipv6Support?)(support & 0x07),
            Enables = (Ipv6Enables?)enables,
            TrafficClass = await ByteAsync(LanParameter.Ipv6TrafficClass).ConfigureAwait(false),
            HopLimit = await ByteAsync(LanParameter.Ipv6HopLimit).ConfigureAwait(false),
            FlowLabel = await GetAsync(LanParameter.Ipv6FlowLabel, LanFields.FlowLabel).ConfigureAwait(false),
            MaxStaticAddresses = status?.MaxStatic,
            MaxDynamicAddresses = status?.MaxDynamic,
            SupportsDhcpv6 = status is null ? null : (status.Value.Support & 0x01) != 0,
            SupportsSlaac = status is null ? null : (status.Value.Support & 0x02) != 0,
            StaticAddresses = await AddressesAsync(LanParameter.Ipv6StaticAddress, status?.MaxStatic ?? 0, isStatic: true).ConfigureAwait(false),
            DynamicAddresses = await AddressesAsync(LanParameter.Ipv6DynamicAddress, status?.MaxDynamic ?? 0, isStatic: false).ConfigureAwait(false),
            StaticDuid = await DuidAsync(LanParameter.Ipv6StaticDuidLength, LanParameter.Ipv6StaticDuid).ConfigureAwait(false),
            DynamicDuid = await DuidAsync(LanParameter.Ipv6DynamicDuidLength, LanParameter.Ipv6DynamicDuid).ConfigureAwait(false),
            RouterControl = (Ipv6RouterControl?)(await ByteAsync(LanParameter.Ipv6RouterControl).ConfigureAwait(false) & 0x03),
            StaticRouters = await StaticRoutersAsync().ConfigureAwait(false),
            DynamicRouters = await DynamicRoutersAsync().ConfigureAwait(false),
            Dhcpv6TimingSupport = (byte?)(await ByteAsync(LanParameter.Dhcpv6TimingSupport).ConfigureAwait(false) & 0x03),
            Dhcpv6Timing = await TimingAsync(LanParameter.Dhcpv6Timing).ConfigureAwait(false),
            SlaacTimingSupport = (byte?)(await ByteAsync(LanParameter.SlaacTimingSupport).ConfigureAwait(false) & 0x03),
            SlaacTiming = await TimingAsync(LanParameter.SlaacTiming).ConfigureAwait(false),
        };

        async Task<IReadOnlyList<Ipv6Address>> AddressesAsync(LanParameter parameter, int count, bool isStatic)
        {
            var addresses = new List<Ipv6Address>();
            for (byte set = 0; set < Math.Min(count, MostSets); set++)
            {
                if (await GetAsync(parameter, data => Ipv6Address.Parse(data, isStatic), set).ConfigureAwait(false) is { } address)
                    addresses.Add(address);
            }

            return addresses;
        }

        async Task<IReadOnlyList<Ipv6Router>> StaticRoutersAsync()
        {
            var routers = new List<Ipv6Router>();
            for (byte number = 1; number <= 2; number++)
            {
                var first = (LanParameter)((byte)LanParameter.Ipv6Router1Address + (4 * (number - 1)));
                var router = new Ipv6Router(
                    number, await GetAsync(first, LanFields.Ipv6).ConfigureAwait(false), await GetAsync(first + 1, LanFields.Mac).ConfigureAwait(false),
                    await ByteAsync(first + 2).ConfigureAwait(false), await GetAsync(first + 3, LanFields.Ipv6).ConfigureAwait(false));
                if (router.Address is not null)
                    routers.Add(router);
            }

            return routers;
        }

        async Task<IReadOnlyList<Ipv6Router>> DynamicRoutersAsync()
        {
            var count = await ByteAsync(LanParameter.Ipv6DynamicRouterCount).ConfigureAwait(false) ?? 0;
            var routers = new List<Ipv6Router>();
            for (byte set = 0; set < Math.Min((int)count, MostSets); set++)
            {
                routers.Add(new Ipv6Router(
                    set, await GetAsync(LanParameter.Ipv6DynamicRouterAddress, LanFields.AfterSet<IPAddress?>(LanFields.Ipv6), set).ConfigureAwait(false),
                    await GetAsync(LanParameter.Ipv6DynamicRouterMac, LanFields.AfterSet<PhysicalAddress?>(LanFields.Mac), set).ConfigureAwait(false),
                    await GetAsync(LanParameter.Ipv6DynamicRouterPrefixLength, LanFields.AfterSet(LanFields.Byte), set).ConfigureAwait(false),
                    await GetAsync(LanParameter.Ipv6DynamicRouterPrefix, LanFields.AfterSet<IPAddress?>(LanFields.Ipv6), set).ConfigureAwait(false))
                {
                    HopLimit = await GetAsync(LanParameter.Ipv6DynamicRouterHopLimit, LanFields.Byte, set).ConfigureAwait(false),
                });
            }

            return routers;
        }

        // §23.2: DUIDs come in blocks of 16 bytes after set and block selector; the first byte of the first block is the length.
        async Task<ReadOnlyMemory<byte>?> DuidAsync(LanParameter length, LanParameter parameter)
        {
            if (await ByteAsync(length).ConfigureAwait(false) is not ({ } blocks and > 0))
                return null;
            var bytes = new List<byte>();
            for (byte block = 0; block < Math.Min((int)blocks, MostDuidBlocks); block++)
            {
                if (await store.TryReadAsync((byte)parameter, ct, 0, block, atLeast: 3).ConfigureAwait(false) is not { } data)
                    break;
                bytes.AddRange(data[2..Math.Min(data.Length, 2 + DuidBlock)].ToArray());
            }

            if (bytes.Count == 0 || bytes[0] == 0)
                return null;
            return bytes.GetRange(1, Math.Min(bytes[0], bytes.Count - 1)).ToArray();
        }

        async Task<ReadOnlyMemory<byte>?> TimingAsync(LanParameter parameter) =>
            await store.TryReadAsync((byte)parameter, ct, atLeast: 3).ConfigureAwait(false) is { } data ? data[2..] : null;

        Task<T?> GetAsync<T>(LanParameter parameter, ParameterParser<T> parse, byte set = 0) => store.TryGetAsync((byte)parameter, parse, ct, set);

        Task<byte?> ByteAsync(LanParameter parameter) => GetAsync(parameter, LanFields.Byte);
    }
}
