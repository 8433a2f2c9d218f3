using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set Sensor Reading And Event Status, IPMI 2.0 §35.17: for sensors whose record says that they can be set. Null leaves a part as it is.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record SetSensorReading(byte SensorNumber) : IpmiRequest<Empty>
{
    private const CompletionCode NotSettable = (CompletionCode)0x80;
    private const CompletionCode EventDataNotSettable = (CompletionCode)0x81;

    /// <summary>Raw reading to set.</summary>
    public byte? Reading { get; init; }

    /// <summary>Assertion bits to write, bit by offset.</summary>
    public ushort? Assertions { get; init; }

    /// <summary>Deassertion bits to write, bit by offset.</summary>
    public ushort? Deassertions { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x30);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => code switch
    {
        NotSettable => "attempt to change reading or status bits that are not settable",
        EventDataNotSettable => "attempt to set event data, which is not supported",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   sensor number
            2   [7:6] event data: 0 leave; [5:4] assertion bits, [3:2] deassertion bits: 1 write; [1:0] reading: 1 write
            3   reading
            4-5 assertion bits
            6-7 deassertion bits  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte((byte)((Assertions is null ? 0 : 0x10) | (Deassertions is null ? 0 : 0x04) | (Reading is null ? 0 : 0x01)));
        writer.WriteByte(Reading ?? 0);
        writer.WriteUInt16(Assertions ?? 0);
        writer.WriteUInt16(Deassertions ?? 0);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
