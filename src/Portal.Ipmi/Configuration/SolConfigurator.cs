using Portal.Ipmi.Commands.Transport;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>Reads and changes the SOL configuration of a channel, IPMI 2.0 §26.2 and §26.3.</summary>
/// <param name="connection">The BMC.</param>
/// <param name="channel">The channel; 0Eh is the one of this connection, which every BMC with SOL knows.</param>
/// <param name="pacing">Pauses; the default suits all BMCs that are known.</param>
public sealed class SolConfigurator(IIpmiConnection connection, byte channel = 0x0E, ConfigurationPacing? pacing = null)
{
    private readonly ConfigurationPacing _pacing = pacing ?? ConfigurationPacing.Default;

    /// <summary>Reads all parameters; what the BMC does not tell stays null and is listed.</summary>
    /// <exception cref="IpmiException">The BMC tells none of them.</exception>
    public async Task<SolConfiguration> ReadAsync(CancellationToken ct)
    {
        var store = new Store(connection, channel, _pacing);
        var authentication = await ByteAsync(SolParameter.Authentication).ConfigureAwait(false);
        var accumulate = await GetAsync(SolParameter.Accumulate, TwoBytes).ConfigureAwait(false);
        var retry = await GetAsync(SolParameter.Retry, TwoBytes).ConfigureAwait(false);
        var configuration = new SolConfiguration(channel)
        {
            SetInProgress = (SetInProgress?)(await ByteAsync(SolParameter.SetInProgress).ConfigureAwait(false) & 0x03),
            Enabled = await ByteAsync(SolParameter.Enable).ConfigureAwait(false) is { } enable ? (enable & 0x01) != 0 : null,
            ForceEncryption = authentication is { } encryption ? (encryption & 0x80) != 0 : null,
            ForceAuthentication = authentication is { } force ? (force & 0x40) != 0 : null,
            Privilege = (PrivilegeLevel?)(authentication & 0x0F),
            AccumulateInterval = accumulate is { } gathered ? TimeSpan.FromMilliseconds(5 * gathered.First) : null,
            SendThreshold = accumulate?.Second,
            RetryCount = (byte?)(retry?.First & 0x07),
            RetryInterval = retry is { } repeated ? TimeSpan.FromMilliseconds(10 * repeated.Second) : null,
            StoredBitRate = (SerialBitRate?)(await ByteAsync(SolParameter.StoredBitRate).ConfigureAwait(false) & 0x0F),
            BitRate = (SerialBitRate?)(await ByteAsync(SolParameter.BitRate).ConfigureAwait(false) & 0x0F),
            PayloadChannel = (byte?)(await ByteAsync(SolParameter.Channel).ConfigureAwait(false) & 0x0F),
            PayloadPort = await GetAsync(SolParameter.Port, LanFields.Port).ConfigureAwait(false),
            Unread = store.Unread,
        };
        return store.AnyRead
            ? configuration
            : throw new IpmiException(IpmiFailure.CommandRefused, $"The BMC tells no SOL parameter of channel {channel}: {store.Unread[0].CompletionCode.Describe()}.");

        Task<T?> GetAsync<T>(SolParameter parameter, ParameterParser<T> parse) => store.TryGetAsync((byte)parameter, parse, ct);

        Task<byte?> ByteAsync(SolParameter parameter) => GetAsync(parameter, LanFields.Byte);
    }

    /// <summary>Changes what is not null in <paramref name="change"/> and reads it back.</summary>
    /// <returns>The names of what could not be read back; empty when all is well.</returns>
    /// <exception cref="ConfigurationException">The BMC took it and reads back something else.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(SolChange change, CancellationToken ct)
    {
        var now = await ReadAsync(ct).ConfigureAwait(false);
        return await new Store(connection, channel, _pacing).ChangeAsync(change.ToWrites(now), ct).ConfigureAwait(false);
    }

    private static (byte First, byte Second)? TwoBytes(ReadOnlySpan<byte> data)
    {
        var reader = new IpmiReader(data);
        return (reader.ReadByte(), reader.ReadByte());
    }

    private sealed class Store(IIpmiConnection connection, byte channel, ConfigurationPacing pacing) : ParameterStore(pacing)
    {
        protected override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(byte parameter, byte set, byte block, CancellationToken ct) =>
            (await connection.SendAsync(new GetSolConfiguration(channel, (SolParameter)parameter, set, block), ct).ConfigureAwait(false)).Data;

        protected override async ValueTask WriteAsync(byte parameter, ReadOnlyMemory<byte> data, CancellationToken ct) =>
            await connection.SendAsync(new SetSolConfiguration(channel, (SolParameter)parameter, data), ct).ConfigureAwait(false);
    }
}
