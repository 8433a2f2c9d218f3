using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get Asset Tag, DCMI 1.5 §6.4.2.</summary>
/// <param name="Offset">First byte, 0 to 62.</param>
/// <param name="Count">Bytes to read, up to 16; offset and count together up to 63.</param>
public sealed record GetAssetTag(byte Offset, byte Count) : DcmiRequest<StringPart>
{
    /// <inheritdoc />
    public override byte Command => 0x06;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code is >= (CompletionCode)0x80 and <= (CompletionCode)0x83 ? "the tag is in an encoding of the FRU device" : null;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   offset to read
            3   number of bytes to read  */
        writer.WriteByte(Offset);
        writer.WriteByte(Count);
    }

    /// <summary>
    /// Codes 80h to 83h come with the data: they say that the tag in the FRU device is binary, BCD plus, six-bit ASCII or Unicode.
    /// </summary>
    /// <inheritdoc />
    protected internal override StringPart ReadAnswer(CompletionCode code, ref IpmiReader reader) =>
        code is >= (CompletionCode)0x80 and <= (CompletionCode)0x83 && reader.Remaining >= 2 ? Read(ref reader) : base.ReadAnswer(code, ref reader);

    /// <inheritdoc />
    protected override StringPart ReadBody(ref IpmiReader reader)
    {
        /*  1   group
            2   total length of the asset tag
            3-N data  */
        var length = reader.ReadByte();
        return new StringPart(length, reader.ReadRest().ToArray());
    }
}
