using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SDR, IPMI 2.0 §33.12.</summary>
/// <param name="Reservation">Reservation id; 0 is enough for a read that starts at offset 0.</param>
/// <param name="RecordId">Record; 0000h the first, FFFFh the last.</param>
/// <param name="Offset">First byte of the record to read.</param>
/// <param name="Count">Bytes to read; <see cref="WholeRecord"/> for all.</param>
public sealed record GetSdr(ushort Reservation, ushort RecordId, byte Offset, byte Count) : IpmiRequest<SdrPart>
{
    /// <summary>"Read the entire record" as a count.</summary>
    public const byte WholeRecord = 0xFF;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x23);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2 reservation id
            3-4 record id
            5   offset into the record
            6   bytes to read  */
        writer.WriteUInt16(Reservation);
        writer.WriteUInt16(RecordId);
        writer.WriteByte(Offset);
        writer.WriteByte(Count);
    }

    /// <inheritdoc />
    protected internal override SdrPart Read(ref IpmiReader reader) => SdrPart.Read(ref reader);
}
