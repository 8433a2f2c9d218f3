using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Compact sensor record, IPMI 2.0 §43.2: no analog reading, and several sensors may share it.</summary>
/// <param name="Header">Its header.</param>
public sealed record CompactSensorRecord(SdrHeader Header) : ReadableSensorRecord(Header)
{
    internal static CompactSensorRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6-10  owner, number, entity
            11-23 as in the full record
            24-25 sharing; [7:6] of the first direction
            26-27 hysteresis
            28-30 reserved
            31    OEM
            32-N  id string  */
        var key = SensorKeyFields.Read(ref reader);
        var body = SensorBodyFields.Read(ref reader);
        var (first, second) = (Next(ref reader), Next(ref reader));
        var (positive, negative) = (Next(ref reader), Next(ref reader));
        reader.Skip(Math.Min(3, reader.Remaining));
        var oem = Next(ref reader);
        return new CompactSensorRecord(header)
        {
            Owner = key.Owner,
            Number = key.Number,
            Entity = key.Entity,
            EntityInstance = key.EntityInstance,
            IsLogicalEntity = key.IsLogicalEntity,
            Initialization = body.Initialization,
            Capabilities = body.Capabilities,
            Type = body.Type,
            ReadingType = body.ReadingType,
            AssertionMask = body.AssertionMask,
            DeassertionMask = body.DeassertionMask,
            ReadingMask = body.ReadingMask,
            Unit = body.Unit,
            Format = AnalogFormat.None,
            Sharing = SensorSharing.Of(first, second),
            Direction = (SensorDirection)(first >> 6),
            PositiveHysteresis = positive,
            NegativeHysteresis = negative,
            Oem = oem,
            Name = IdString.Read(ref reader),
        };
    }
}
