using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set Sensor Type, IPMI 2.0 §35.15.</summary>
/// <param name="SensorNumber">Sensor.</param>
/// <param name="Types">What it is to be.</param>
public sealed record SetSensorType(byte SensorNumber, SensorTypes Types) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x2E);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number
            2 sensor type
            3 [6:0] event/reading type  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte((byte)Types.Type);
        writer.WriteByte((byte)Types.ReadingType);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
