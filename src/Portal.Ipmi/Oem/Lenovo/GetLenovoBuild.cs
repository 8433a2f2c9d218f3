using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>Build of an XCC's or IMM's firmware, 3Ah 50h. As pyghmi, which Lenovo maintains, reads it.</summary>
public sealed record GetLenovoBuild : VendorRequest<LenovoBuild>
{
    private const int IdLength = 9;

    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x3A, 0x50);

    /// <inheritdoc />
    protected internal override LenovoBuild Read(ref IpmiReader reader)
    {
        /*  1-9  build id
            10-N date and time of the build, padded with NULs  */
        var id = BmcText.FromLatin1(reader.ReadBytes(IdLength));
        var date = reader.ReadRest().ToArray();
        date.AsSpan().Replace((byte)0, (byte)' ');
        return new LenovoBuild(id, string.Join(' ', BmcText.FromLatin1(date).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }
}
