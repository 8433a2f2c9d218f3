using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Delete SDR, IPMI 2.0 §33.15. Answers the id of the deleted record.</summary>
/// <param name="Reservation">Reservation id.</param>
/// <param name="RecordId">Record to delete.</param>
public sealed record DeleteSdr(ushort Reservation, ushort RecordId) : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x26);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2 reservation id
            3-4 record id  */
        writer.WriteUInt16(Reservation);
        writer.WriteUInt16(RecordId);
    }

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2 id of the record  */
        return reader.ReadUInt16();
    }
}
