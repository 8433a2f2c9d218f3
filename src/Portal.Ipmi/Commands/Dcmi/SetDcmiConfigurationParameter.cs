using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Set DCMI Configuration Parameters, DCMI 1.5 §6.1.2. Parameter 1 restarts DHCP, which may take the BMC's address away.</summary>
/// <param name="Parameter">Parameter of table 6-6, 1 to 5.</param>
/// <param name="Data">The parameter's data.</param>
public sealed record SetDcmiConfigurationParameter(byte Parameter, ReadOnlyMemory<byte> Data) : DcmiRequest<Empty>
{
    /// <inheritdoc />
    public override byte Command => 0x12;

    /// <inheritdoc />
    public override bool IsIdempotent => Parameter != 1;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "parameter not supported",
        0x82 => "parameter is read-only",
        _ => null,
    };

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   parameter selector
            3   set selector, 0: every parameter has one set
            4-N parameter data  */
        writer.WriteByte(Parameter);
        writer.WriteByte(0);
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected override Empty ReadBody(ref IpmiReader reader) => default;
}
