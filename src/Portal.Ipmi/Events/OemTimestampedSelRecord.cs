namespace Portal.Ipmi.Events;

/// <summary>OEM record with time, types C0h to DFh, IPMI 2.0 §32.2.</summary>
/// <param name="Bytes">The record as it came.</param>
public sealed record OemTimestampedSelRecord(SelRecordBytes Bytes) : SelRecord(Bytes)
{
    /*  1-2   record id
        3     record type
        4-7   timestamp
        8-10  manufacturer id
        11-16 OEM defined  */

    /// <inheritdoc />
    public override IpmiTimestamp? Time => new IpmiTimestamp(Bytes.UInt32(3));

    /// <summary>IANA enterprise number of the manufacturer.</summary>
    public int ManufacturerId => (int)(Bytes.UInt32(7) & 0xFFFFFF);

    /// <summary>The six bytes that the manufacturer defines.</summary>
    public byte[] Data => Bytes.ToArray()[10..];
}
