using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Sensor Hysteresis, IPMI 2.0 §35.7.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record GetSensorHysteresis(byte SensorNumber) : IpmiRequest<SensorHysteresis>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x25);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number
            2 FFh, reserved for a mask  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte(0xFF);
    }

    /// <inheritdoc />
    protected internal override SensorHysteresis Read(ref IpmiReader reader)
    {
        /*  1 positive-going
            2 negative-going  */
        var positive = reader.ReadByte();
        return new SensorHysteresis(positive, reader.ReadByte());
    }
}
