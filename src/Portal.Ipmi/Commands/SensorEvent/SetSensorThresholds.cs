using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set Sensor Thresholds, IPMI 2.0 §35.8. Keeping them in order is the sender's part.</summary>
/// <param name="SensorNumber">Sensor.</param>
/// <param name="Thresholds">Thresholds to set: those of the mask.</param>
public sealed record SetSensorThresholds(byte SensorNumber, SensorThresholds Thresholds) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x26);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   sensor number
            2   [5:0] which to set
            3-8 lower non-critical, critical, non-recoverable, upper non-critical, critical, non-recoverable  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte((byte)Thresholds.Mask);
        writer.WriteByte(Thresholds.LowerNonCritical);
        writer.WriteByte(Thresholds.LowerCritical);
        writer.WriteByte(Thresholds.LowerNonRecoverable);
        writer.WriteByte(Thresholds.UpperNonCritical);
        writer.WriteByte(Thresholds.UpperCritical);
        writer.WriteByte(Thresholds.UpperNonRecoverable);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
