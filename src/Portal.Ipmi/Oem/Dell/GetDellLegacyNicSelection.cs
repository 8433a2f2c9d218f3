using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Get NIC Selection, 30h 25h: iDRAC6. As ipmitool's <c>delloem lan get</c> and FreeIPMI's ipmi-oem read it.</summary>
public sealed record GetDellLegacyNicSelection : VendorRequest<DellLegacyNicSelection>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0x25);

    /// <inheritdoc />
    protected internal override DellLegacyNicSelection Read(ref IpmiReader reader)
    {
        /*  1   selection  */
        return new DellLegacyNicSelection(reader.ReadByte());
    }
}
