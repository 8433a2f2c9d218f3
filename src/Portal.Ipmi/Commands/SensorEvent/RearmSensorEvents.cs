using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Re-arm Sensor Events, IPMI 2.0 §35.12: clears what a sensor has latched, so that it can send the event again.</summary>
/// <param name="SensorNumber">Sensor.</param>
public sealed record RearmSensorEvents(byte SensorNumber) : IpmiRequest<Empty>
{
    /// <summary>Assertion and deassertion events to re-arm, bit by offset; null for all.</summary>
    public (ushort Assertions, ushort Deassertions)? Selection { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x2A);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   sensor number
            2   [7] 0 all events, 1 those that follow
            3-4 assertion events
            5-6 deassertion events  */
        writer.WriteByte(SensorNumber);
        writer.WriteByte((byte)(Selection is null ? 0x00 : 0x80));
        writer.WriteUInt16(Selection?.Assertions ?? 0);
        writer.WriteUInt16(Selection?.Deassertions ?? 0);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
