using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Session Info about the session that asks, IPMI 2.0 §22.20.</summary>
public sealed record GetSessionInfo : IpmiRequest<SessionInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x3D);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  session index; 00h: this session  */
        writer.WriteByte(0x00);
    }

    /// <inheritdoc />
    protected internal override SessionInfo Read(ref IpmiReader reader)
    {
        /*  1  session handle
            2  [5:0] possible sessions
            3  [5:0] active sessions
            4  [5:0] user id
            5  [3:0] privilege level
            6  [7:4] protocol, [3:0] channel number
            7- about the LAN peer, not read  */
        var handle = reader.ReadByte();
        var possible = (byte)(reader.ReadByte() & 0x3F);
        var active = (byte)(reader.ReadByte() & 0x3F);
        if (reader.Remaining < 3)
            return new SessionInfo(handle, possible, active, null, null, null);
        var user = (byte)(reader.ReadByte() & 0x3F);
        var privilege = (PrivilegeLevel)(reader.ReadByte() & 0x0F);
        var channel = (byte)(reader.ReadByte() & 0x0F);
        return new SessionInfo(handle, possible, active, user, privilege, channel);
    }
}
