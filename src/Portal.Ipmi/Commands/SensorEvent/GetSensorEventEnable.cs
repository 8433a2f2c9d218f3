using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Sensor Event Enable, IPMI 2.0 §35.11.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record GetSensorEventEnable(byte SensorNumber) : IpmiRequest<SensorEventEnable>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x29);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number  */
        writer.WriteByte(SensorNumber);
    }

    /// <inheritdoc />
    protected internal override SensorEventEnable Read(ref IpmiReader reader)
    {
        /*  1   [7] event messages, [6] scanning
            2-3 assertion events, optional
            4-5 deassertion events, optional  */
        var flags = reader.ReadByte();
        var assertions = EventMask.Read(ref reader);
        return new SensorEventEnable((flags & 0x80) != 0, (flags & 0x40) != 0, assertions, EventMask.Read(ref reader));
    }
}
