using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>Supermicro's LAN mode, 30h 70h 0Ch, as the vendor's own tools send it (X9 and later).</summary>
public sealed record GetSupermicroLanMode : VendorRequest<SupermicroLanModeAnswer>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0x70);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   0Ch LAN mode
            2   00h get, 01h set  */
        writer.WriteByte(0x0C);
        writer.WriteByte(0x00);
    }

    /// <inheritdoc />
    protected internal override SupermicroLanModeAnswer Read(ref IpmiReader reader)
    {
        /*  1   mode  */
        return new SupermicroLanModeAnswer((SupermicroLanMode)reader.ReadByte());
    }
}
