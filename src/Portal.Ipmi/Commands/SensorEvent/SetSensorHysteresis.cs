using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set Sensor Hysteresis, IPMI 2.0 §35.6.</summary>
/// <param name="SensorNumber">Sensor.</param>
/// <param name="Hysteresis">Hysteresis in raw counts.</param>
public sealed record SetSensorHysteresis(byte SensorNumber, SensorHysteresis Hysteresis) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x24);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1 sensor number
            2 FFh, reserved for a mask
            3 positive-going
            4 negative-going  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte(0xFF);
        writer.WriteByte(Hysteresis.Positive);
        writer.WriteByte(Hysteresis.Negative);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
