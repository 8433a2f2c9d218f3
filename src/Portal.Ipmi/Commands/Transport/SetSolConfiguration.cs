namespace Portal.Ipmi.Commands.Transport;

/// <summary>Set SOL Configuration Parameters, IPMI 2.0 §26.2.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Data">Its data; of a parameter that has several, the set selector first.</param>
public sealed record SetSolConfiguration(byte Channel, SolParameter Parameter, ReadOnlyMemory<byte> Data)
    : WriteConfiguration(Channel, (byte)Parameter, Data)
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x21);
}
