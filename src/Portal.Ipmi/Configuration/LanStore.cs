using Portal.Ipmi.Commands.Transport;

namespace Portal.Ipmi.Configuration;

/// <summary>The LAN configuration parameters of a channel as a family.</summary>
internal sealed class LanStore(IIpmiConnection connection, byte channel, ConfigurationPacing pacing) : ParameterStore(pacing)
{
    protected override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(byte parameter, byte set, byte block, CancellationToken ct) =>
        (await connection.SendAsync(new GetLanConfiguration(channel, (LanParameter)parameter, set, block), ct).ConfigureAwait(false)).Data;

    protected override async ValueTask WriteAsync(byte parameter, ReadOnlyMemory<byte> data, CancellationToken ct) =>
        await connection.SendAsync(new SetLanConfiguration(channel, (LanParameter)parameter, data), ct).ConfigureAwait(false);
}
