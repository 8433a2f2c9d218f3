namespace Portal.Ipmi.Events;

/// <summary>System event record, type 02h, IPMI 2.0 §32.1. What its data bytes mean is in <see cref="EventDescription"/>.</summary>
/// <param name="Bytes">The record as it came.</param>
public sealed record SystemEventRecord(SelRecordBytes Bytes) : SelRecord(Bytes)
{
    /*  1-2   record id
        3     record type
        4-7   timestamp
        8-9   generator id
        10    event message revision: 04h, or 03h of IPMI 1.0
        11    sensor type
        12    sensor number
        13    [7] deassertion, [6:0] event/reading type
        14-16 event data 1 to 3  */

    /// <inheritdoc />
    public override IpmiTimestamp? Time => new IpmiTimestamp(Bytes.UInt32(3));

    /// <summary>Who generated the event.</summary>
    public GeneratorId Generator => new(IsIpmi10 ? (ushort)(Bytes.UInt16(7) & 0x03FF) : Bytes.UInt16(7));

    /// <summary>Revision of the event message: 04h since IPMI 1.5, 03h in IPMI 1.0.</summary>
    public byte MessageRevision => Bytes[9];

    /// <summary>The event is in the format of IPMI 1.0, which knows no channel.</summary>
    public bool IsIpmi10 => MessageRevision == 0x03;

    /// <summary>What the sensor watches.</summary>
    public SensorType SensorType => (SensorType)Bytes[10];

    /// <summary>Number of the sensor within its controller.</summary>
    public byte SensorNumber => Bytes[11];

    /// <summary>The condition ended: a deassertion event.</summary>
    public bool IsDeassertion => (Bytes[12] & 0x80) != 0;

    /// <summary>What <see cref="Offset"/> counts in.</summary>
    public EventReadingType EventType => (EventReadingType)(Bytes[12] & 0x7F);

    /// <summary>First byte of the event's data: what the other two are, and the offset.</summary>
    public byte Data1 => Bytes[13];

    /// <summary>Second byte of the event's data.</summary>
    public byte Data2 => Bytes[14];

    /// <summary>Third byte of the event's data.</summary>
    public byte Data3 => Bytes[15];

    /// <summary>Which of the type's conditions it is.</summary>
    public byte Offset => (byte)(Data1 & 0x0F);

    /// <summary>What <see cref="Data2"/> holds.</summary>
    public EventDataUse Data2Use => (EventDataUse)(Data1 >> 6);

    /// <summary>What <see cref="Data3"/> holds.</summary>
    public EventDataUse Data3Use => (EventDataUse)((Data1 >> 4) & 0x03);
}
