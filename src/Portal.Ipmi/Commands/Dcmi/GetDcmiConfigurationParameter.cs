using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get DCMI Configuration Parameters, DCMI 1.5 §6.1.3.</summary>
/// <param name="Parameter">Parameter of table 6-6, 1 to 5.</param>
public sealed record GetDcmiConfigurationParameter(byte Parameter) : DcmiRequest<DcmiParameter>
{
    /// <inheritdoc />
    public override byte Command => 0x13;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == (CompletionCode)0x80 ? "parameter not supported" : null;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   parameter selector
            3   set selector, 0: every parameter has one set  */
        writer.WriteByte(Parameter);
        writer.WriteByte(0);
    }

    /// <inheritdoc />
    protected override DcmiParameter ReadBody(ref IpmiReader reader)
    {
        /*  1   group
            2-3 specification conformance: major, minor
            4   parameter revision
            5-N parameter data  */
        var (major, minor, revision) = (reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
        return new DcmiParameter(major, minor, revision, reader.ReadRest().ToArray());
    }
}
