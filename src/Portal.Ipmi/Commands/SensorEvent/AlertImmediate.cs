using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Alert Immediate, IPMI 2.0 §30.7: sends an alert to one destination, to try it. Starting one is sent once.</summary>
/// <param name="Channel">Channel whose destinations are meant.</param>
/// <param name="Operation">Start, ask, forget.</param>
/// <param name="Destination">Destination of the channel; 0 is the volatile one.</param>
public sealed record AlertImmediate(byte Channel, AlertOperation Operation, byte Destination = 0) : IpmiRequest<AlertStatus>
{
    /// <summary>Alert string to send with it, 0 the volatile one; null for none.</summary>
    public byte? StringSelector { get; init; }

    /// <summary>Event to put into the alert, IPMI 2.0; null: the BMC makes one up. The generator is the BMC (20h).</summary>
    public PlatformEvent? Event { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x16);

    /// <inheritdoc />
    public override bool IsIdempotent => Operation != AlertOperation.Initiate;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => (byte)code switch
    {
        0x81 => "an alert is already in progress",
        0x82 => "an IPMI session is active on the channel",
        0x83 => "the platform event parameters are not supported",
        _ => null,
    };

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1     [3:0] channel
            2     [7:6] operation, [3:0] destination
            3     [7] send a string, [6:0] string selector
            4-11  IPMI 2.0: generator id, event message revision, sensor type, sensor number, direction and event type, event data 1 to 3  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)(((byte)Operation << 6) | (Operation == AlertOperation.Initiate ? Destination & 0x0F : 0)));
        writer.WriteByte(StringSelector is { } selector ? (byte)(0x80 | (selector & 0x7F)) : (byte)0);
        if (Event is not { } platformEvent || Operation != AlertOperation.Initiate)
            return;
        const byte bmc = 0x20;
        writer.WriteByte(bmc);
        writer.WriteByte(PlatformEvent.MessageRevision);
        writer.WriteByte((byte)platformEvent.SensorType);
        writer.WriteByte(platformEvent.SensorNumber);
        writer.WriteByte((byte)((platformEvent.IsDeassertion ? 0x80 : 0) | ((byte)platformEvent.EventType & 0x7F)));
        writer.WriteByte(platformEvent.Data1);
        writer.WriteByte(platformEvent.Data2);
        writer.WriteByte(platformEvent.Data3);
    }

    /// <inheritdoc />
    protected internal override AlertStatus Read(ref IpmiReader reader)
    {
        /*  1  status, only when asked for  */
        return reader.Remaining > 0 ? (AlertStatus)reader.ReadByte() : AlertStatus.None;
    }
}
