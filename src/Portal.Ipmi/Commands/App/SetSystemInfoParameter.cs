using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set System Info Parameters, IPMI 2.0 §22.14a.</summary>
/// <param name="Parameter">Parameter of table 22-16c.</param>
/// <param name="Data">The parameter's data.</param>
public sealed record SetSystemInfoParameter(byte Parameter, ReadOnlyMemory<byte> Data) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x58);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "parameter not supported",
        0x81 => "another party is setting parameters",
        0x82 => "parameter is read-only",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   parameter selector
            2-N parameter data  */
        writer.WriteByte(Parameter);
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
