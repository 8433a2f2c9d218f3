using Portal.Ipmi.Sensors;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Sensor Thresholds, IPMI 2.0 §35.9.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record GetSensorThresholds(byte SensorNumber) : IpmiRequest<SensorThresholds>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x27);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number  */
        writer.WriteByte(SensorNumber);
    }

    /// <inheritdoc />
    protected internal override SensorThresholds Read(ref IpmiReader reader)
    {
        /*  1   [5:0] readable thresholds, from upper non-recoverable down to lower non-critical
            2-7 lower non-critical, critical, non-recoverable, upper non-critical, critical, non-recoverable  */
        var mask = (ThresholdMask)(reader.ReadByte() & 0x3F);
        var lowerNonCritical = reader.ReadByte();
        var lowerCritical = reader.ReadByte();
        var lowerNonRecoverable = reader.ReadByte();
        var upperNonCritical = reader.ReadByte();
        var upperCritical = reader.ReadByte();
        return new SensorThresholds(mask, lowerNonCritical, lowerCritical, lowerNonRecoverable, upperNonCritical, upperCritical, reader.ReadByte());
    }
}
