using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Transport;

/// <summary>Set Serial/Modem Mux, IPMI 2.0 §25.3: who has the serial port.</summary>
/// <param name="Channel">The serial channel.</param>
/// <param name="Setting">What to do; <see cref="SerialMuxSetting.Get"/> only asks.</param>
public sealed record SetSerialMux(byte Channel, SerialMuxSetting Setting) : IpmiRequest<SerialMuxState>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Transport, 0x12);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel
            2  [3:0] setting  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)((byte)Setting & 0x0F));
    }

    /// <inheritdoc />
    protected internal override SerialMuxState Read(ref IpmiReader reader)
    {
        /*  1  [7] to system blocked, [6] to BMC blocked, [3] alert, [2] messaging, [1] accepted, [0] 1 BMC, 0 system  */
        var state = reader.ReadByte();
        return new SerialMuxState((state & 0x80) != 0, (state & 0x40) != 0, (state & 0x08) != 0, (state & 0x04) != 0, (state & 0x02) != 0, (state & 0x01) != 0);
    }
}
