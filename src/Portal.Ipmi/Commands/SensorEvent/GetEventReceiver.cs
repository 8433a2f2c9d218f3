using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Get Event Receiver, IPMI 2.0 §29.2.</summary>
public sealed record GetEventReceiver : IpmiRequest<EventReceiver>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x01);

    /// <inheritdoc />
    protected internal override EventReceiver Read(ref IpmiReader reader)
    {
        /*  1  [7:1] slave address, FFh: disabled
            2  [1:0] LUN  */
        var address = reader.ReadByte();
        return new EventReceiver(address, (Lun)(reader.ReadByte() & 0x03));
    }
}
