using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Sensor Reading, IPMI 2.0 §35.14. The LUN belongs to the sensor: its record names it.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record GetSensorReading(byte SensorNumber) : IpmiRequest<RawSensorReading>
{
    /// <summary>A refusal that is about this sensor alone is an answer, not an exception: a fleet is full of them.</summary>
    internal bool RefusalIsAnswer { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x2D);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number  */
        writer.WriteByte(SensorNumber);
    }

    /// <inheritdoc />
    protected internal override RawSensorReading Read(ref IpmiReader reader)
    {
        /*  1 reading
            2 [7] event messages, [6] scanning, [5] unavailable
            3 thresholds reached, or states 7:0, optional
            4 [6:0] states 14:8, optional  */
        var raw = reader.ReadByte();

        // Some send the reading alone: then it counts as scanned.
        var flags = reader.Remaining > 0 ? (SensorFlags)(reader.ReadByte() & 0xE0) : SensorFlags.Scanning;
        var hasStates = reader.Remaining > 0;
        return new RawSensorReading(raw, flags, EventMask.Read(ref reader), hasStates);
    }

    /// <inheritdoc />
    protected internal override RawSensorReading ReadAnswer(CompletionCode code, ref IpmiReader reader) =>
        RefusalIsAnswer && code is not (CompletionCode.Ok or CompletionCode.InsufficientPrivilege) ? new RawSensorReading { Refusal = code } : base.ReadAnswer(code, ref reader);
}
