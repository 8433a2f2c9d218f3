namespace Portal.Ipmi.Events;

/// <summary>One record of the system event log, IPMI 2.0 §32.</summary>
/// <param name="Bytes">The record as it came.</param>
public abstract record SelRecord(SelRecordBytes Bytes)
{
    /// <summary>Record id; it may be 0 or repeat on BMCs that do not follow the specification.</summary>
    public ushort Id => Bytes.UInt16(0);

    /// <summary>Record type: 02h an event, C0h to DFh OEM with time, E0h to FFh OEM without.</summary>
    public byte RecordType => Bytes[2];

    /// <summary>When the BMC logged it; null for records that carry no time.</summary>
    public abstract IpmiTimestamp? Time { get; }

    /// <summary>
    /// Reads a record of 16 bytes. A record type that IPMI reserves, as HPE and Intel boards have written, is taken for an event when its
    /// event message revision says so, and otherwise becomes an <see cref="UnknownSelRecord"/>.
    /// </summary>
    /// <exception cref="IpmiFormatException">Not 16 bytes.</exception>
    public static SelRecord Parse(ReadOnlySpan<byte> bytes)
    {
        const byte systemEvent = 0x02;
        const byte firstTimestampedOem = 0xC0;
        const byte firstOem = 0xE0;
        const byte revisionOfIpmi10 = 0x03;
        const byte revisionOfIpmi15 = 0x04;
        var record = new SelRecordBytes(bytes);
        return record[2] switch
        {
            systemEvent => new SystemEventRecord(record),
            >= firstOem => new OemSelRecord(record),
            >= firstTimestampedOem => new OemTimestampedSelRecord(record),
            _ when record[9] is revisionOfIpmi10 or revisionOfIpmi15 => new SystemEventRecord(record),
            _ => new UnknownSelRecord(record),
        };
    }
}
