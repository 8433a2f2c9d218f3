using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get DCMI Capabilities Info, DCMI 1.5 §6.1.1.</summary>
/// <param name="Parameter">Parameter of table 6-3, 1 to 5.</param>
public sealed record GetDcmiCapabilitiesInfo(byte Parameter) : DcmiRequest<DcmiParameter>
{
    /// <inheritdoc />
    public override byte Command => 0x01;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   parameter selector  */
        writer.WriteByte(Parameter);
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
