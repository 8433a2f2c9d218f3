using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Device SDR Info, IPMI 2.0 §35.2.</summary>
/// <param name="CountRecords">True counts the records of the device, false the sensors on the LUN that is asked.</param>
public sealed record GetDeviceSdrInfo(bool CountRecords) : IpmiRequest<DeviceSdrInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x20);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 [0] 1 number of records, 0 number of sensors; controllers of IPMI 1.0 know no request data, so 0 is not sent  */
        if (CountRecords)
            writer.WriteByte(0x01);
    }

    /// <inheritdoc />
    protected internal override DeviceSdrInfo Read(ref IpmiReader reader)
    {
        /*  1   count
            2   flags
            3-6 change of the population, when it is dynamic  */
        var count = reader.ReadByte();
        var flags = reader.ReadByte();
        return new DeviceSdrInfo(count, flags, reader.Remaining >= 4 ? reader.ReadUInt32() : null);
    }
}
