using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Transport;

/// <summary>What the commands have in common that write a configuration parameter of a channel: LAN, serial and SOL, IPMI 2.0 §23.1, §25.1, §26.2.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="ParameterNumber">The parameter's number.</param>
/// <param name="Data">Its data; of a parameter that has several, the set selector first.</param>
public abstract record WriteConfiguration(byte Channel, byte ParameterNumber, ReadOnlyMemory<byte> Data) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "parameter not supported",
        0x81 => "another party is changing the parameters (set in progress)",
        0x82 => "the parameter is read-only",
        0x83 => "the parameter is write-only",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   [3:0] channel
            2   parameter
            3-  data  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte(ParameterNumber);
        writer.WriteBytes(Data.Span);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
