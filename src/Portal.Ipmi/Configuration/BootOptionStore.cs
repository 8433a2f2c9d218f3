using Portal.Ipmi.Commands.Chassis;

namespace Portal.Ipmi.Configuration;

/// <summary>The system boot options as a family of parameters.</summary>
internal sealed class BootOptionStore(IIpmiConnection connection, ConfigurationPacing pacing) : ParameterStore(pacing)
{
    protected override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(byte parameter, byte set, byte block, CancellationToken ct) =>
        (await connection.SendAsync(new GetSystemBootOptions((BootOptionParameter)parameter, set, block), ct).ConfigureAwait(false)).Data;

    protected override async ValueTask WriteAsync(byte parameter, ReadOnlyMemory<byte> data, CancellationToken ct) =>
        await connection.SendAsync(new SetSystemBootOptions((BootOptionParameter)parameter, data), ct).ConfigureAwait(false);
}
