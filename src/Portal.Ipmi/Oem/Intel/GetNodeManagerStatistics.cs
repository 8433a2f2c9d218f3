using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Intel;

/// <summary>Get Node Manager Statistics, 2Eh C8h. As FreeIPMI and ipmitool read it.</summary>
/// <param name="Kind">Kind of global statistics.</param>
/// <param name="Domain">What it is about.</param>
public sealed record GetNodeManagerStatistics(NodeManagerStatistic Kind, NodeManagerDomain Domain = NodeManagerDomain.Platform) : IntelRequest<NodeManagerStatistics>
{
    /// <inheritdoc />
    public override byte Command => 0xC8;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1-3 manufacturer id
            4   [4:0] mode
            5   [3:0] domain
            6   policy, 0 for global statistics  */
        writer.WriteByte((byte)Kind);
        writer.WriteByte((byte)Domain);
        writer.WriteByte(0);
    }

    /// <inheritdoc />
    protected override NodeManagerStatistics ReadBody(ref IpmiReader reader)
    {
        /*  1-3   manufacturer id
            4-5   current value
            6-7   minimum
            8-9   maximum
            10-11 average
            12-15 timestamp
            16-19 reporting period in seconds
            20    [7] policy activated, [6] measuring, [5] policy operational, [4] policy enabled, [3:0] domain  */
        var (current, minimum, maximum, average) = (reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16());
        var timestamp = new IpmiTimestamp(reader.ReadUInt32());
        var period = TimeSpan.FromSeconds(reader.ReadUInt32());
        return new NodeManagerStatistics(current, minimum, maximum, average, timestamp, period, (reader.ReadByte() & 0x40) != 0);
    }
}
