using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Set System Boot Options, IPMI 2.0 §28.12.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Data">Its data; none changes only the lock.</param>
public sealed record SetSystemBootOptions(BootOptionParameter Parameter, ReadOnlyMemory<byte> Data) : IpmiRequest<Empty>
{
    /// <summary>Marks the parameter invalid or locked.</summary>
    public bool Lock { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x08);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "parameter not supported",
        0x81 => "another party is changing the boot options (set in progress)",
        0x82 => "the parameter is read-only",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   [7] invalid or locked, [6:0] parameter
            2-  data  */
        writer.WriteByte((byte)(((byte)Parameter & 0x7F) | (Lock ? 0x80 : 0)));
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
