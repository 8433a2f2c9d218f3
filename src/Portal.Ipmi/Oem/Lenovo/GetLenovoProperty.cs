using System.Text;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>A property of an XCC or IMM by its path, 3Ah C4h. As pyghmi, which Lenovo maintains, reads it.</summary>
/// <param name="Path">Path of the property, such as <c>/v2/bios/build_version</c>; at most 120 ASCII characters.</param>
public sealed record GetLenovoProperty(string Path) : VendorRequest<LenovoProperty>
{
    private const byte IsString = 0x80;
    private const byte FourBytes = 0x44;

    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x3A, 0xC4);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   0 get
            2-3 length of what follows, most significant byte first
            4   [7] string, [6:0] length
            5-N path  */
        var path = Encoding.ASCII.GetBytes(Path);
        writer.WriteBytes([0, 0, (byte)(path.Length + 1), (byte)(IsString | path.Length)]);
        writer.WriteBytes(path);
    }

    /// <inheritdoc />
    protected internal override LenovoProperty Read(ref IpmiReader reader)
    {
        /*  1   0 found
            2-3 length of what follows
            4   [7] string, [6:0] length; 44h four bytes
            5-N value  */
        if (reader.ReadByte() != 0 || reader.Remaining < 3)
            return new LenovoProperty(null, null);
        reader.Skip(2);
        var type = reader.ReadByte();
        if (type == FourBytes)
            return new LenovoProperty(null, reader.ReadUInt32());
        return (type & IsString) == 0 ? new LenovoProperty(null, null) : new LenovoProperty(BmcText.FromLatin1(reader.ReadRest()), null);
    }
}
