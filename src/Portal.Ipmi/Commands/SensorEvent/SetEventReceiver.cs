using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>Set Event Receiver, IPMI 2.0 §29.1. The controller re-arms all its events and sends those that hold again.</summary>
public sealed record SetEventReceiver(EventReceiver Receiver) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.SensorEvent, 0x00);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7:1] slave address, FFh: disable
            2  [1:0] LUN  */
        writer.WriteByte(Receiver.SlaveAddress);
        writer.WriteByte((byte)((byte)Receiver.ReceiverLun & 0x03));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
