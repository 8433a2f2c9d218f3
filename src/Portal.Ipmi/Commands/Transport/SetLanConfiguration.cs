namespace Portal.Ipmi.Commands.Transport;

/// <summary>Set LAN Configuration Parameters, IPMI 2.0 §23.1.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Data">Its data; of a parameter that has several, the set selector first.</param>
public sealed record SetLanConfiguration(byte Channel, LanParameter Parameter, ReadOnlyMemory<byte> Data)
    : WriteConfiguration(Channel, (byte)Parameter, Data)
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x01);
}
