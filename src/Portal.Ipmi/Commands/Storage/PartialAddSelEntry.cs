using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Partial Add SEL Entry, IPMI 2.0 §31.7: adds a record piece by piece, without gaps; answers the record's id. Sent once.</summary>
/// <param name="ReservationId">From <see cref="ReserveSel"/>.</param>
/// <param name="RecordId">0 with the first piece, then what it answered.</param>
/// <param name="Offset">Place of the piece in the record.</param>
/// <param name="IsLast">Completes the record.</param>
/// <param name="Data">The piece.</param>
public sealed record PartialAddSelEntry(ushort ReservationId, ushort RecordId, byte Offset, bool IsLast, ReadOnlyMemory<byte> Data) : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x45);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) =>
        code == (CompletionCode)0x80 ? "record length and bytes written do not agree" : SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2  reservation id
            3-4  record id, 0 with the first piece
            5    offset into the record
            6    [3:0] 0 more to come, 1 last piece
            7-   record data  */
        writer.WriteUInt16(ReservationId);
        writer.WriteUInt16(RecordId);
        writer.WriteByte(Offset);
        writer.WriteByte(IsLast ? (byte)1 : (byte)0);
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2  record id  */
        return reader.ReadUInt16();
    }
}
