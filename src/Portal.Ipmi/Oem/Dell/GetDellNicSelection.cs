using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Get NIC Selection Failover, 30h 29h: iDRAC7 and later. As ipmitool's <c>delloem lan get</c> and FreeIPMI's ipmi-oem read it.</summary>
public sealed record GetDellNicSelection : VendorRequest<DellNicSelection>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0x29);

    /// <inheritdoc />
    protected internal override DellNicSelection Read(ref IpmiReader reader)
    {
        /*  1   port: 1 dedicated, 2 to 5 LOM 1 to 4
            2   failover: 0 none, 2 to 5 LOM 1 to 4, 6 all  */
        return new DellNicSelection(reader.ReadByte(), reader.ReadByte());
    }
}
