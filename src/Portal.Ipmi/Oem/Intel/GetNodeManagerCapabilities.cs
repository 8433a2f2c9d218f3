using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Intel;

/// <summary>Get Node Manager Capabilities of power control without a trigger, 2Eh C9h. As FreeIPMI and ipmitool read it.</summary>
/// <param name="Domain">What policies would be about.</param>
public sealed record GetNodeManagerCapabilities(NodeManagerDomain Domain = NodeManagerDomain.Platform) : IntelRequest<NodeManagerCapabilities>
{
    private const byte PowerControlWithoutTrigger = 0x10;

    /// <inheritdoc />
    public override byte Command => 0xC9;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1-3 manufacturer id
            4   [3:0] domain
            5   [6:4] policy type, 1 power control, [3:0] trigger, 0 none  */
        writer.WriteByte((byte)Domain);
        writer.WriteByte(PowerControlWithoutTrigger);
    }

    /// <inheritdoc />
    protected override NodeManagerCapabilities ReadBody(ref IpmiReader reader)
    {
        /*  1-3   manufacturer id
            4     policies
            5-6   highest limit
            7-8   lowest limit
            9-12  shortest correction time in milliseconds
            13-16 longest correction time
            17-18 shortest period of statistics in seconds
            19-20 longest period of statistics
            21    [7] limits apply to the whole server, [3:0] domain  */
        var policies = reader.ReadByte();
        var (maximum, minimum) = (reader.ReadUInt16(), reader.ReadUInt16());
        var (shortest, longest) = (TimeSpan.FromMilliseconds(reader.ReadUInt32()), TimeSpan.FromMilliseconds(reader.ReadUInt32()));
        return new NodeManagerCapabilities(
            policies, minimum, maximum, shortest, longest, TimeSpan.FromSeconds(reader.ReadUInt16()), TimeSpan.FromSeconds(reader.ReadUInt16()));
    }
}
