using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>
/// Delete SEL Entry, IPMI 2.0 §31.8: answers the deleted record's id. Sent once: by position, or where ids move up, a repetition would
/// delete another record.
/// </summary>
/// <param name="ReservationId">From <see cref="ReserveSel"/>.</param>
/// <param name="RecordId">Record id; 0000h the first, FFFFh the last.</param>
public sealed record DeleteSelEntry(ushort ReservationId, ushort RecordId) : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x46);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == (CompletionCode)0x80 ? "operation not supported for this record type" : SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2  reservation id
            3-4  record id  */
        writer.WriteUInt16(ReservationId);
        writer.WriteUInt16(RecordId);
    }

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2  record id of the deleted record; OpenIPMI's simulator leaves it out  */
        return reader.Remaining >= 2 ? reader.ReadUInt16() : RecordId;
    }
}
