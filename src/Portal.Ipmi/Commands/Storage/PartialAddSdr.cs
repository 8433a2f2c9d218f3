using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Partial Add SDR, IPMI 2.0 §33.14: one part of a record, in order from offset 0. Answers the id of the new record.</summary>
/// <param name="Reservation">Reservation id.</param>
/// <param name="RecordId">0 with the first part, then what the first part answered.</param>
/// <param name="Offset">Offset of this part in the record.</param>
/// <param name="IsLast">This part ends the record.</param>
/// <param name="Part">Bytes of the record.</param>
public sealed record PartialAddSdr(ushort Reservation, ushort RecordId, byte Offset, bool IsLast, ReadOnlyMemory<byte> Part) : IpmiRequest<ushort>
{
    private const CompletionCode LengthMismatch = (CompletionCode)0x80;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x25);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == LengthMismatch ? "the record's length byte does not match the bytes written" : null;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2 reservation id
            3-4 record id
            5   offset
            6   [3:0] 0 in progress, 1 last part
            7-N data  */
        writer.WriteUInt16(Reservation);
        writer.WriteUInt16(RecordId);
        writer.WriteByte(Offset);
        writer.WriteByte((byte)(IsLast ? 1 : 0));
        writer.WriteBytes(Part.Span);
    }

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2 id of the record  */
        return reader.ReadUInt16();
    }
}
