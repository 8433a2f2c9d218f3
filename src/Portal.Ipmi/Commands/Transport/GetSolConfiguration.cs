namespace Portal.Ipmi.Commands.Transport;

/// <summary>Get SOL Configuration Parameters, IPMI 2.0 §26.3.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Set">Set of a parameter that has several.</param>
/// <param name="Block">Block within a set.</param>
public sealed record GetSolConfiguration(byte Channel, SolParameter Parameter, byte Set = 0, byte Block = 0)
    : ReadConfiguration(Channel, (byte)Parameter, Set, Block)
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x22);
}
