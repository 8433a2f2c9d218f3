using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Sensor Type, IPMI 2.0 §35.16.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record GetSensorType(byte SensorNumber) : IpmiRequest<SensorTypes>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x2F);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number  */
        writer.WriteByte(SensorNumber);
    }

    /// <inheritdoc />
    protected internal override SensorTypes Read(ref IpmiReader reader)
    {
        /*  1 sensor type
            2 [6:0] event/reading type  */
        var type = (SensorType)reader.ReadByte();
        return new SensorTypes(type, (EventReadingType)(reader.ReadByte() & 0x7F));
    }
}
