using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>What full and compact records have in common after the key, IPMI 2.0 §43.1 and §43.2.</summary>
internal readonly record struct SensorBodyFields(
    byte Initialization, SensorCapabilities Capabilities, SensorType Type, EventReadingType ReadingType,
    ushort AssertionMask, ushort DeassertionMask, ushort ReadingMask, SensorUnit Unit, AnalogFormat Format)
{
    public static SensorBodyFields Read(ref IpmiReader reader)
    {
        /*  11    initialisation
            12    capabilities
            13    sensor type
            14    [6:0] event/reading type
            15-20 masks
            21    [7:6] analog format, [5:3] rate, [2:1] modifier use, [0] percentage
            22    base unit
            23    modifier unit  */
        var initialization = reader.ReadByte();
        var capabilities = new SensorCapabilities(reader.ReadByte());
        var type = (SensorType)reader.ReadByte();
        var readingType = (EventReadingType)(reader.ReadByte() & 0x7F);
        var assertions = reader.ReadUInt16();
        var deassertions = reader.ReadUInt16();
        var readings = reader.ReadUInt16();
        var units = reader.ReadByte();
        var baseUnit = reader.ReadByte();
        var modifier = reader.ReadByte();
        return new SensorBodyFields(
            initialization, capabilities, type, readingType, assertions, deassertions, readings,
            SensorUnit.Of(units, baseUnit, modifier), (AnalogFormat)(units >> 6));
    }
}
