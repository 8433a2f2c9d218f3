using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Add SDR, IPMI 2.0 §33.13. Answers the id of the new record.</summary>
/// <param name="Record">The whole record; its id is the BMC's to choose.</param>
public sealed record AddSdr(ReadOnlyMemory<byte> Record) : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x24);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-N the record  */
        writer.WriteBytes(Record.Span);
    }

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2 id of the record  */
        return reader.ReadUInt16();
    }
}
