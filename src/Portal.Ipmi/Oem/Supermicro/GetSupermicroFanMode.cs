using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Supermicro;

/// <summary>Supermicro's fan mode, 30h 45h, as the board vendor's own support answers and the fan daemon smfc use it.</summary>
public sealed record GetSupermicroFanMode : VendorRequest<SupermicroFanModeAnswer>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0x45);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   00h get, 01h set  */
        writer.WriteByte(0x00);
    }

    /// <inheritdoc />
    protected internal override SupermicroFanModeAnswer Read(ref IpmiReader reader)
    {
        /*  1   mode  */
        return new SupermicroFanModeAnswer((SupermicroFanMode)reader.ReadByte());
    }
}
