using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>
/// Set Management Controller Identifier String, DCMI 1.5 §6.4.6.2. The null that ends the string restarts DHCP, which may take the BMC's
/// address away. Answers the last offset written.
/// </summary>
/// <param name="Offset">First byte: 0, 16, 32 or 48.</param>
/// <param name="Data">Up to 16 bytes; the string has 64 with its null.</param>
public sealed record SetManagementControllerId(byte Offset, ReadOnlyMemory<byte> Data) : DcmiRequest<int>
{
    /// <inheritdoc />
    public override byte Command => 0x0A;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

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
            2   last offset written  */
        return reader.ReadByte();
    }
}
