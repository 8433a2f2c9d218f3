using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Platform Event (Event Message), IPMI 2.0 §29.3: hands the BMC an event, as if a sensor had sent it. Sent once: a repetition would log it twice.</summary>
public sealed record PlatformEventMessage(PlatformEvent Event) : IpmiRequest<Empty>
{
    /// <summary>Generator id: over the system interface the request carries it, over LAN and IPMB the message header does. Null: leave it out.</summary>
    public byte? GeneratorId { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x02);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    generator id, system interface only
            then event message revision, sensor type, sensor number, [7] deassertion [6:0] event type, event data 1 to 3  */
        if (GeneratorId is { } generator)
            writer.WriteByte(generator);
        writer.WriteByte(PlatformEvent.MessageRevision);
        writer.WriteByte((byte)Event.SensorType);
        writer.WriteByte(Event.SensorNumber);
        writer.WriteByte((byte)((Event.IsDeassertion ? 0x80 : 0) | ((byte)Event.EventType & 0x7F)));
        writer.WriteByte(Event.Data1);
        writer.WriteByte(Event.Data2);
        writer.WriteByte(Event.Data3);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
