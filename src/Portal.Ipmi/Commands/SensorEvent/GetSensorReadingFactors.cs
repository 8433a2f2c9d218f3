using Portal.Ipmi.Sensors;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Sensor Reading Factors, IPMI 2.0 §35.5: how a non-linear sensor's reading converts.</summary>
/// <param name="SensorNumber">Sensor.</param>
/// <param name="Reading">Raw reading.</param>
public sealed record GetSensorReadingFactors(byte SensorNumber, byte Reading) : IpmiRequest<SensorReadingFactors>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x23);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number
            2 reading  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte(Reading);
    }

    /// <inheritdoc />
    protected internal override SensorReadingFactors Read(ref IpmiReader reader)
    {
        /*  1   next reading
            2-7 factors  */
        var next = reader.ReadByte();
        return new SensorReadingFactors(next, ConversionFactors.Read(ref reader, out _));
    }
}
