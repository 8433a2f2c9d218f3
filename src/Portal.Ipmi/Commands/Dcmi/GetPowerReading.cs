using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get Power Reading, DCMI 1.5 §6.6.1: since the BMC collects statistics, or over one of the periods of capabilities parameter 5.</summary>
/// <param name="Rolling">Period of the enhanced statistics; null for system power statistics.</param>
public sealed record GetPowerReading(RollingPeriod? Rolling = null) : DcmiRequest<PowerReading>
{
    /// <inheritdoc />
    public override byte Command => 0x02;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   mode: 01h system power statistics, 02h enhanced
            3   mode 02h: period
            4   reserved  */
        writer.WriteByte((byte)(Rolling is null ? 0x01 : 0x02));
        writer.WriteByte(Rolling?.Value ?? 0);
        writer.WriteByte(0);
    }

    /// <inheritdoc />
    protected override PowerReading ReadBody(ref IpmiReader reader)
    {
        /*  1     group
            2-3   current power in watts
            4-5   minimum
            6-7   maximum
            8-9   average
            10-13 timestamp
            14-17 period: mode 01h in milliseconds, mode 02h "in units", which BMCs fill with milliseconds too or with nothing
            18    [6] measurement active  */
        var (current, minimum, maximum, average) = (reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16());
        var timestamp = new IpmiTimestamp(reader.ReadUInt32());
        var period = TimeSpan.FromMilliseconds(reader.ReadUInt32());
        var active = (reader.ReadByte() & 0x40) != 0;
        return new PowerReading(current, minimum, maximum, average, timestamp, Rolling?.Duration ?? period, active);
    }
}
