using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Run Initialization Agent, IPMI 2.0 §33.21: sets every sensor up after its record. Answers whether that is complete.</summary>
/// <param name="Run">True starts it, false asks for its status.</param>
public sealed record RunInitializationAgent(bool Run) : IpmiRequest<bool>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x2C);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 [0] 1 run, 0 get status  */
        writer.WriteByte((byte)(Run ? 1 : 0));
    }

    /// <inheritdoc />
    protected internal override bool Read(ref IpmiReader reader)
    {
        /*  1 [0] 1 completed, 0 in progress  */
        return (reader.ReadByte() & 0x01) != 0;
    }
}
