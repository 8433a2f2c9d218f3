namespace Portal.Ipmi.Commands.Transport;

/// <summary>Get Serial/Modem Configuration, IPMI 2.0 §25.2.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Set">Set of a parameter that has several.</param>
/// <param name="Block">Block within a set.</param>
public sealed record GetSerialConfiguration(byte Channel, SerialParameter Parameter, byte Set = 0, byte Block = 0)
    : ReadConfiguration(Channel, (byte)Parameter, Set, Block)
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x11);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;
}
