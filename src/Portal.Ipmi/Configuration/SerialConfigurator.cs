using Portal.Ipmi.Commands.Transport;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Configuration;

/// <summary>Reads and changes the basics of a serial channel, IPMI 2.0 §25.1 to §25.3.</summary>
/// <param name="connection">The BMC.</param>
/// <param name="channel">The serial channel.</param>
/// <param name="pacing">Pauses; the default suits all BMCs that are known.</param>
public sealed class SerialConfigurator(IIpmiConnection connection, byte channel, ConfigurationPacing? pacing = null)
{
    private const int SecondsPerTimeoutStep = 30;
    private readonly ConfigurationPacing _pacing = pacing ?? ConfigurationPacing.Default;

    /// <summary>Reads what there is; what the BMC does not tell stays null and is listed.</summary>
    /// <exception cref="IpmiException">The BMC tells none of it.</exception>
    public async Task<SerialConfiguration> ReadAsync(CancellationToken ct)
    {
        var store = new Store(connection, channel, _pacing);
        var messaging = await store.TryGetAsync((byte)SerialParameter.Messaging, Messaging, ct).ConfigureAwait(false);
        var configuration = new SerialConfiguration(channel)
        {
            SetInProgress = (SetInProgress?)(await ByteAsync(SerialParameter.SetInProgress).ConfigureAwait(false) & 0x03),
            AuthenticationSupport = (AuthenticationTypes?)(await ByteAsync(SerialParameter.AuthenticationSupport).ConfigureAwait(false) & 0x37),
            Modes = (SerialConnectionModes?)(await ByteAsync(SerialParameter.ConnectionMode).ConfigureAwait(false) & 0x87),
            InactivityTimeout = await ByteAsync(SerialParameter.SessionInactivityTimeout).ConfigureAwait(false) is { } steps
                ? TimeSpan.FromSeconds(SecondsPerTimeoutStep * (steps & 0x0F)) : null,
            FlowControl = (SerialFlowControl?)(messaging?.First >> 6),
            HangsUpByDtr = messaging is { } both ? (both.First & 0x20) != 0 : null,
            BitRate = (SerialBitRate?)(messaging?.Second & 0x0F),
            MuxSwitches = (SerialMuxSwitches?)(await ByteAsync(SerialParameter.MuxSwitch).ConfigureAwait(false) & 0x7F),
            Unread = store.Unread,
        };
        return store.AnyRead
            ? configuration
            : throw new IpmiException(IpmiFailure.CommandRefused, $"The BMC tells no serial parameter of channel {channel}: {store.Unread[0].CompletionCode.Describe()}.");

        Task<byte?> ByteAsync(SerialParameter parameter) => store.TryGetAsync((byte)parameter, LanFields.Byte, ct);
    }

    /// <summary>Sets the connection modes and reads them back.</summary>
    public Task<IReadOnlyList<string>> SetModesAsync(SerialConnectionModes modes, CancellationToken ct) =>
        ChangeAsync("connection mode", SerialParameter.ConnectionMode, [(byte)((byte)modes & 0x87)], ct);

    /// <summary>Sets flow control and bit rate of IPMI messages and reads them back.</summary>
    public Task<IReadOnlyList<string>> SetMessagingAsync(SerialFlowControl flowControl, bool hangUpByDtr, SerialBitRate bitRate, CancellationToken ct) =>
        ChangeAsync("messaging", SerialParameter.Messaging, [(byte)((((byte)flowControl & 0x03) << 6) | (hangUpByDtr ? 0x20 : 0)), (byte)((byte)bitRate & 0x0F)], ct);

    /// <summary>Gives the serial port to the host or the BMC, or only tells who has it.</summary>
    public async Task<SerialMuxState> SwitchAsync(SerialMuxSetting setting, CancellationToken ct) =>
        await connection.SendAsync(new SetSerialMux(channel, setting), ct).ConfigureAwait(false);

    private Task<IReadOnlyList<string>> ChangeAsync(string name, SerialParameter parameter, byte[] data, CancellationToken ct) =>
        new Store(connection, channel, _pacing).ChangeAsync([new ParameterWrite($"serial {name}", (byte)parameter, data)], ct);

    private static (byte First, byte Second)? Messaging(ReadOnlySpan<byte> data)
    {
        var reader = new IpmiReader(data);
        return (reader.ReadByte(), reader.ReadByte());
    }

    private sealed class Store(IIpmiConnection connection, byte channel, ConfigurationPacing pacing) : ParameterStore(pacing)
    {
        protected override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(byte parameter, byte set, byte block, CancellationToken ct) =>
            (await connection.SendAsync(new GetSerialConfiguration(channel, (SerialParameter)parameter, set, block), ct).ConfigureAwait(false)).Data;

        protected override async ValueTask WriteAsync(byte parameter, ReadOnlyMemory<byte> data, CancellationToken ct) =>
            await connection.SendAsync(new SetSerialConfiguration(channel, (SerialParameter)parameter, data), ct).ConfigureAwait(false);
    }
}
