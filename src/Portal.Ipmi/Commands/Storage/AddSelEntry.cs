using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>
/// Add SEL Entry, IPMI 2.0 §31.6: answers the new record's id. The BMC replaces record id and, for all types below E0h, the time. Sent once:
/// a repetition would log the record twice.
/// </summary>
public sealed record AddSelEntry(SelRecordBytes Record) : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x44);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == (CompletionCode)0x80 ? "operation not supported for this record type" : SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-16  record data  */
        Span<byte> bytes = stackalloc byte[SelRecordBytes.Length];
        Record.CopyTo(bytes);
        writer.WriteBytes(bytes);
    }

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2  record id  */
        return reader.ReadUInt16();
    }
}
