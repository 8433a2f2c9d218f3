using Portal.Ipmi.Events.Alerting;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set PEF Configuration Parameters, IPMI 2.0 §30.3: one parameter, as bytes. <see cref="PefConfigurationWriter"/> writes entries.</summary>
/// <param name="Parameter">Which parameter.</param>
/// <param name="Data">Its data; of table entries with the set selector in front.</param>
public sealed record SetPefParameter(PefParameter Parameter, ReadOnlyMemory<byte> Data) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x12);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "parameter not supported",
        0x81 => "somebody else is changing the configuration",
        0x82 => "the parameter can only be read",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   [6:0] parameter
            2-  data  */
        writer.WriteByte((byte)((byte)Parameter & 0x7F));
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
