using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>A sensor data record, IPMI 2.0 §43.</summary>
/// <param name="Header">Its header.</param>
public abstract record SdrRecord(SdrHeader Header)
{
    /// <summary>
    /// Reads a record, header included. Bytes after those that its length byte counts are ignored, bytes missing at its end are tolerated where a
    /// sensible record is left; a reserved type becomes an <see cref="UnknownSdrRecord"/>.
    /// </summary>
    /// <exception cref="IpmiFormatException">Too short for what it says it is.</exception>
    public static SdrRecord Parse(ReadOnlySpan<byte> bytes)
    {
        /*  1-2 record id
            3   version
            4   type
            5   length of what follows
            6-N key and body  */
        var reader = new IpmiReader(bytes);
        var id = reader.ReadUInt16();
        var version = reader.ReadByte();
        var type = (SdrRecordType)reader.ReadByte();
        var length = reader.ReadByte();
        var header = new SdrHeader(id, version, type, length);
        reader = new IpmiReader(reader.ReadBytes(Math.Min(length, reader.Remaining)));
        return type switch
        {
            SdrRecordType.FullSensor => FullSensorRecord.Read(header, ref reader),
            SdrRecordType.CompactSensor => CompactSensorRecord.Read(header, ref reader),
            SdrRecordType.EventOnly => EventOnlyRecord.Read(header, ref reader),
            SdrRecordType.EntityAssociation => EntityAssociationRecord.Read(header, ref reader),
            SdrRecordType.DeviceRelativeEntityAssociation => EntityAssociationRecord.ReadDeviceRelative(header, ref reader),
            SdrRecordType.GenericDeviceLocator => GenericDeviceLocatorRecord.Read(header, ref reader),
            SdrRecordType.FruDeviceLocator => FruDeviceLocatorRecord.Read(header, ref reader),
            SdrRecordType.ControllerLocator => ControllerLocatorRecord.Read(header, ref reader),
            SdrRecordType.ControllerConfirmation => ControllerConfirmationRecord.Read(header, ref reader),
            SdrRecordType.MessageChannelInfo => MessageChannelInfoRecord.Read(header, ref reader),
            SdrRecordType.Oem => OemSdrRecord.Read(header, ref reader),
            _ => new UnknownSdrRecord(header, reader.ReadRest().ToArray()),
        };
    }

    /// <summary>The next byte, or 0 where the record ends early.</summary>
    private protected static byte Next(ref IpmiReader reader) => reader.Remaining > 0 ? reader.ReadByte() : (byte)0;
}
