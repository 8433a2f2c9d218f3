using Portal.Ipmi.Events.Alerting;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get PEF Configuration Parameters, IPMI 2.0 §30.4: one parameter, as bytes. <see cref="PefConfigurationReader"/> reads them all.</summary>
/// <param name="Parameter">Which parameter.</param>
/// <param name="Set">Which entry of a table; 0 for a parameter without.</param>
/// <param name="Block">Which block of a string; 0 for a parameter without.</param>
public sealed record GetPefParameter(PefParameter Parameter, byte Set = 0, byte Block = 0) : IpmiRequest<PefParameterData>
{
    /// <summary>Ask for the parameter's revision only.</summary>
    public bool RevisionOnly { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x13);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code == (CompletionCode)0x80 ? "parameter not supported" : null;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7] revision only, [6:0] parameter
            2  set selector
            3  block selector  */
        writer.WriteByte((byte)((RevisionOnly ? 0x80 : 0) | ((byte)Parameter & 0x7F)));
        writer.WriteByte(Set);
        writer.WriteByte(Block);
    }

    /// <inheritdoc />
    protected internal override PefParameterData Read(ref IpmiReader reader)
    {
        /*  1   parameter revision
            2-  data  */
        var revision = reader.ReadByte();
        return new PefParameterData(revision, reader.ReadRest().ToArray());
    }
}
