using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Transport;

/// <summary>Get Serial/Modem Configuration, IPMI 2.0 §25.2.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Set">Set of a parameter that has several.</param>
/// <param name="Block">Block within a set.</param>
public sealed record GetSerialConfiguration(byte Channel, SerialParameter Parameter, byte Set = 0, byte Block = 0) : IpmiRequest<ConfigurationData>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x11);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "parameter not supported",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7] revision only, [3:0] channel
            2  parameter
            3  set selector
            4  block selector  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)Parameter);
        writer.WriteByte(Set);
        writer.WriteByte(Block);
    }

    /// <inheritdoc />
    protected internal override ConfigurationData Read(ref IpmiReader reader)
    {
        /*  1   parameter revision
            2-  data  */
        var revision = reader.ReadByte();
        return new ConfigurationData(revision, reader.ReadRest().ToArray());
    }
}
