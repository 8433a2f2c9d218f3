using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SEL Entry, IPMI 2.0 §31.5: a whole record, or a part of one.</summary>
/// <param name="RecordId">Record id; <see cref="First"/> or <see cref="Last"/>.</param>
public sealed record GetSelEntry(ushort RecordId) : IpmiRequest<SelEntry>
{
    /// <summary>Asks for the first record.</summary>
    public const ushort First = 0x0000;

    /// <summary>Asks for the last record; as the id of the next one it says that there is none.</summary>
    public const ushort Last = 0xFFFF;

    /// <summary>Asks for the rest of the record.</summary>
    public const byte WholeRecord = 0xFF;

    /// <summary>From <see cref="ReserveSel"/>; needed only when <see cref="Offset"/> is not 0.</summary>
    public ushort ReservationId { get; init; }

    /// <summary>First byte of the record to read.</summary>
    public byte Offset { get; init; }

    /// <summary>Bytes to read; <see cref="WholeRecord"/> for all.</summary>
    public byte Count { get; init; } = WholeRecord;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x43);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => SelCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2  reservation id
            3-4  record id; 0000h first, FFFFh last
            5    offset into the record
            6    bytes to read, FFh: all  */
        writer.WriteUInt16(ReservationId);
        writer.WriteUInt16(RecordId);
        writer.WriteByte(Offset);
        writer.WriteByte(Count);
    }

    /// <inheritdoc />
    protected internal override SelEntry Read(ref IpmiReader reader)
    {
        /*  1-2  next record id, FFFFh: none
            3-   record data  */
        var next = reader.ReadUInt16();
        return new SelEntry(next, reader.ReadRest().ToArray());
    }
}
