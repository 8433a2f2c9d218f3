using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>Version of the board's FPGA, 3Ah 6Bh. As pyghmi, which Lenovo maintains, reads it.</summary>
public sealed record GetLenovoFpga : VendorRequest<LenovoFpga>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x3A, 0x6B);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   FPGA, 0 = the first  */
        writer.WriteByte(0);
    }

    /// <inheritdoc />
    protected internal override LenovoFpga Read(ref IpmiReader reader)
    {
        /*  1-3 version  */
        return new LenovoFpga(reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
    }
}
