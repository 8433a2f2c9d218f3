using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Transport;

/// <summary>What the commands have in common that read a configuration parameter of a channel: LAN, serial and SOL, IPMI 2.0 §23.2, §25.2, §26.3.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="ParameterNumber">The parameter's number.</param>
/// <param name="Set">Set of a parameter that has several.</param>
/// <param name="Block">Block within a set.</param>
public abstract record ReadConfiguration(byte Channel, byte ParameterNumber, byte Set, byte Block) : IpmiRequest<ConfigurationData>
{
    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x80 => "parameter not supported",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7] revision only, [3:0] channel
            2  parameter
            3  set selector
            4  block selector  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte(ParameterNumber);
        writer.WriteByte(Set);
        writer.WriteByte(Block);
    }

    /// <inheritdoc />
    protected internal override ConfigurationData Read(ref IpmiReader reader)
    {
        /*  1   parameter revision
            2-  data  */
        var revision = reader.ReadByte();
        return new ConfigurationData(revision, reader.ReadRest().ToArray());
    }
}
