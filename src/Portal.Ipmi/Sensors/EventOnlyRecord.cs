using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Event-only record, IPMI 2.0 §43.3: a sensor that sends events and answers no command.</summary>
/// <param name="Header">Its header.</param>
public sealed record EventOnlyRecord(SdrHeader Header) : SensorRecord(Header)
{
    internal static EventOnlyRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6-10  owner, number, entity
            11    sensor type
            12    [6:0] event/reading type
            13-14 sharing; [7:6] of the first direction
            15    reserved
            16    OEM
            17-N  id string  */
        var key = SensorKeyFields.Read(ref reader);
        var type = (SensorType)reader.ReadByte();
        var readingType = (EventReadingType)(reader.ReadByte() & 0x7F);
        var (first, second) = (Next(ref reader), Next(ref reader));
        reader.Skip(Math.Min(1, reader.Remaining));
        var oem = Next(ref reader);
        return new EventOnlyRecord(header)
        {
            Owner = key.Owner,
            Number = key.Number,
            Entity = key.Entity,
            EntityInstance = key.EntityInstance,
            IsLogicalEntity = key.IsLogicalEntity,
            Type = type,
            ReadingType = readingType,
            Sharing = SensorSharing.Of(first, second),
            Direction = (SensorDirection)(first >> 6),
            Oem = oem,
            Name = IdString.Read(ref reader),
        };
    }
}
