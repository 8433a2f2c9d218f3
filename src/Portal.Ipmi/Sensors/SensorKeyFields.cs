using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>What all three sensor records begin with, IPMI 2.0 §43.1 to §43.3.</summary>
internal readonly record struct SensorKeyFields(SensorOwner Owner, byte Number, EntityId Entity, byte EntityInstance, bool IsLogicalEntity)
{
    public static SensorKeyFields Read(ref IpmiReader reader)
    {
        /*  6    owner id
            7    [7:4] channel, [1:0] LUN
            8    sensor number
            9    entity id
            10   [7] logical, [6:0] entity instance  */
        var owner = reader.ReadByte();
        var channelAndLun = reader.ReadByte();
        var number = reader.ReadByte();
        var entity = (EntityId)reader.ReadByte();
        var instance = reader.ReadByte();
        return new SensorKeyFields(SensorOwner.Of(owner, channelAndLun), number, entity, (byte)(instance & 0x7F), (instance & 0x80) != 0);
    }
}
