using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Set Asset Tag, DCMI 1.5 §6.4.3. The tag ends where these bytes end. Answers its length.</summary>
/// <param name="Offset">First byte, 0 to 62, not beyond the present tag.</param>
/// <param name="Data">Up to 16 bytes; offset and length together up to 63.</param>
public sealed record SetAssetTag(byte Offset, ReadOnlyMemory<byte> Data) : DcmiRequest<int>
{
    /// <inheritdoc />
    public override byte Command => 0x08;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   offset to write
            3   number of bytes to write
            4-N data  */
        writer.WriteByte(Offset);
        writer.WriteByte((byte)Data.Length);
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected override int ReadBody(ref IpmiReader reader)
    {
        /*  1   group
            2   total length  */
        return reader.ReadByte();
    }
}
