using Portal.Ipmi.Commands.Storage;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Device SDR, IPMI 2.0 §35.3.</summary>
/// <param name="Reservation">Reservation id; 0 is enough for a read that starts at offset 0.</param>
/// <param name="RecordId">Record; 0000h the first.</param>
/// <param name="Offset">First byte of the record to read.</param>
/// <param name="Count">Bytes to read; <see cref="GetSdr.WholeRecord"/> for all.</param>
public sealed record GetDeviceSdr(ushort Reservation, ushort RecordId, byte Offset, byte Count) : IpmiRequest<SdrPart>
{
    /// <summary>The record changed since its first part was read.</summary>
    public const CompletionCode RecordChanged = (CompletionCode)0x80;

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x21);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == RecordChanged ? "the record changed since its first part was read" : null;

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
