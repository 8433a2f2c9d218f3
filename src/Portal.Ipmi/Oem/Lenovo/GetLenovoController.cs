using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>Which kind of controller this is, 3Ah C1h. As pyghmi, which Lenovo maintains, asks for it.</summary>
public sealed record GetLenovoController : VendorRequest<LenovoController>
{
    private const byte Xcc = 0x10;
    private const byte Imm = 0x01;

    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x3A, 0xC1);

    /// <inheritdoc />
    protected internal override LenovoController Read(ref IpmiReader reader)
    {
        /*  1   unknown
            2   [4] XCC, [0] IMM
            3   unknown; other makes' answers to the same command have other lengths  */
        reader.Skip(1);
        var kind = reader.ReadByte();
        reader.Skip(1);
        reader.ReadEnd();
        return new LenovoController((kind & Xcc) != 0, (kind & (Imm | Xcc)) != 0);
    }
}
