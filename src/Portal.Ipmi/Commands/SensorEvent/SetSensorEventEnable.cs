using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set Sensor Event Enable, IPMI 2.0 §35.10.</summary>
/// <param name="SensorNumber">Sensor.</param>
/// <param name="Action">What to do with the events that <paramref name="Selection"/> names.</param>
/// <param name="Selection">Whether messages and scanning are to be enabled, and which events the action is about.</param>
public sealed record SetSensorEventEnable(byte SensorNumber, EventEnableAction Action, SensorEventEnable Selection) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x28);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   sensor number
            2   [7] event messages, [6] scanning, [5:4] action
            3-4 assertion events
            5-6 deassertion events  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte((byte)((Selection.EventMessages ? 0x80 : 0) | (Selection.Scanning ? 0x40 : 0) | ((byte)Action << 4)));
        if (Action == EventEnableAction.Keep)
            return;
        writer.WriteUInt16(Selection.Assertions);
        writer.WriteUInt16(Selection.Deassertions);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
