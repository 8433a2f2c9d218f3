using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Get System Boot Options, IPMI 2.0 §28.13.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Set">Set of a parameter that has several, such as the mailbox.</param>
/// <param name="Block">Block within a set.</param>
public sealed record GetSystemBootOptions(BootOptionParameter Parameter, byte Set = 0, byte Block = 0) : IpmiRequest<BootOptionValue>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x09);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == (CompletionCode)0x80 ? "parameter not supported" : null;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [6:0] parameter
            2  set selector
            3  block selector  */
        writer.WriteByte((byte)((byte)Parameter & 0x7F));
        writer.WriteByte(Set);
        writer.WriteByte(Block);
    }

    /// <inheritdoc />
    protected internal override BootOptionValue Read(ref IpmiReader reader)
    {
        /*  1   [3:0] parameter version
            2   [7] invalid or locked, [6:0] parameter
            3-  data  */
        var version = (byte)(reader.ReadByte() & 0x0F);
        var parameter = reader.ReadByte();
        return new BootOptionValue(version, (parameter & 0x80) != 0, (BootOptionParameter)(parameter & 0x7F), reader.ReadRest().ToArray());
    }
}
