using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Sensor Event Status, IPMI 2.0 §35.13.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record GetSensorEventStatus(byte SensorNumber) : IpmiRequest<SensorEventStatus>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x2B);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number  */
        writer.WriteByte(SensorNumber);
    }

    /// <inheritdoc />
    protected internal override SensorEventStatus Read(ref IpmiReader reader)
    {
        /*  1   [7] event messages, [6] scanning, [5] unavailable
            2-3 assertion events, optional
            4-5 deassertion events, optional  */
        var flags = (SensorFlags)(reader.ReadByte() & 0xE0);
        var assertions = EventMask.Read(ref reader);
        return new SensorEventStatus(flags, assertions, EventMask.Read(ref reader));
    }
}
