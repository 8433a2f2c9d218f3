using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Get Active LOM Status, 30h C1h. As ipmitool's <c>delloem lan get active</c> and FreeIPMI's ipmi-oem read it.</summary>
public sealed record GetDellActiveNic : VendorRequest<DellActiveNic>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0xC1);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   0 active port, 1 link, 2 speed, 3 duplex
            2-3 reserved  */
        writer.WriteBytes([0, 0, 0]);
    }

    /// <inheritdoc />
    protected internal override DellActiveNic Read(ref IpmiReader reader)
    {
        /*  1   port
            2-3 reserved  */
        return new DellActiveNic(reader.ReadByte());
    }
}
