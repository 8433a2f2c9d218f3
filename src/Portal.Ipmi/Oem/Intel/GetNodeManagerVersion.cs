using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Intel;

/// <summary>Get Node Manager Version, 2Eh CAh. As FreeIPMI and ipmitool read it.</summary>
public sealed record GetNodeManagerVersion : IntelRequest<NodeManagerVersion>
{
    /// <inheritdoc />
    public override byte Command => 0xCA;

    /// <inheritdoc />
    protected override NodeManagerVersion ReadBody(ref IpmiReader reader)
    {
        /*  1-3 manufacturer id
            4   Node Manager version
            5   interface version
            6   patch version
            7   major firmware revision
            8   minor firmware revision  */
        return new NodeManagerVersion(reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
    }
}
