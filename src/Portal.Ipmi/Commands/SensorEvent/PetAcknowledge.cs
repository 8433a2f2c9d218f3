using Portal.Ipmi.Events.Alerting;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>PET Acknowledge, IPMI 2.0 §30.8: tells the BMC that a trap arrived, so that it stops repeating it. Needs no session.</summary>
public sealed record PetAcknowledge(PlatformEventTrap Trap) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x17);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Callback;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2    sequence number, least significant byte first: the trap has it the other way round
            3-6    local timestamp, likewise
            7      event source type
            8      sensor device
            9      sensor number
            10-12  event data 1 to 3  */
        writer.WriteUInt16(Trap.SequenceNumber);
        writer.WriteUInt32(Trap.LocalTimestamp);
        writer.WriteByte(Trap.EventSource);
        writer.WriteByte(Trap.SensorDevice);
        writer.WriteByte(Trap.SensorNumber);
        writer.WriteByte(Trap.EventData1);
        writer.WriteByte(Trap.EventData2);
        writer.WriteByte(Trap.EventData3);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
