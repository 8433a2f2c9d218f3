using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get System Info Parameters, IPMI 2.0 §22.14b. Answers the parameter's data without its revision.</summary>
/// <param name="Parameter">Parameter of table 22-16c; C0h to FFh are the manufacturer's.</param>
/// <param name="Set">Set selector: of strings the block of 16 bytes, from 0.</param>
public sealed record GetSystemInfoParameter(byte Parameter, byte Set = 0) : IpmiRequest<byte[]>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x59);

    /// <summary>What some manufacturers' parameters want behind the block selector.</summary>
    public ReadOnlyMemory<byte> Extra { get; init; }

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == (CompletionCode)0x80 ? "parameter not supported" : null;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   [7] revision only
            2   parameter selector
            3   set selector
            4   block selector, 0 for parameters without blocks  */
        writer.WriteByte(0);
        writer.WriteByte(Parameter);
        writer.WriteByte(Set);
        writer.WriteByte(0);
        writer.WriteBytes(Extra.Span);
    }

    /// <inheritdoc />
    protected internal override byte[] Read(ref IpmiReader reader)
    {
        /*  1   parameter revision
            2-N parameter data  */
        reader.Skip(1);
        return reader.ReadRest().ToArray();
    }
}
