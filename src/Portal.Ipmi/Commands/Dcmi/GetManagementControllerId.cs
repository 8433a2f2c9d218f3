using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get Management Controller Identifier String, DCMI 1.5 §6.4.6.1.</summary>
/// <param name="Offset">First byte, 0 to 63.</param>
/// <param name="Count">Bytes to read, up to 16.</param>
public sealed record GetManagementControllerId(byte Offset, byte Count) : DcmiRequest<StringPart>
{
    /// <inheritdoc />
    public override byte Command => 0x09;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   offset to read
            3   number of bytes to read  */
        writer.WriteByte(Offset);
        writer.WriteByte(Count);
    }

    /// <inheritdoc />
    protected override StringPart ReadBody(ref IpmiReader reader)
    {
        /*  1   group
            2   length of the string up to its first null
            3-N data  */
        var length = reader.ReadByte();
        return new StringPart(length, reader.ReadRest().ToArray());
    }
}
