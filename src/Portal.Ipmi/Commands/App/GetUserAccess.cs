using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get User Access, IPMI 2.0 §22.27.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="UserId">The user, from 1.</param>
public sealed record GetUserAccess(byte Channel, byte UserId) : IpmiRequest<UserAccess>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x44);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [3:0] channel
            2  [5:0] user id  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)(UserId & 0x3F));
    }

    /// <inheritdoc />
    protected internal override UserAccess Read(ref IpmiReader reader)
    {
        /*  1  [5:0] highest user id
            2  [7:6] 1 enabled, 2 disabled, 0 not told; [5:0] users enabled
            3  [5:0] users with fixed names
            4  [6] callback only, [5] link authentication, [4] messaging, [3:0] privilege, Fh no access  */
        var highest = (byte)(reader.ReadByte() & 0x3F);
        var enabled = reader.ReadByte();
        var names = (byte)(reader.ReadByte() & 0x3F);
        var access = reader.ReadByte();
        var privilege = access & 0x0F;
        return new UserAccess(
            highest, (byte)(enabled & 0x3F), names, (enabled >> 6) switch { 1 => true, 2 => false, _ => null },
            privilege is 0 or 0x0F ? null : (PrivilegeLevel)privilege)
        {
            CallbackOnly = (access & 0x40) != 0,
            LinkAuthentication = (access & 0x20) != 0,
            Messaging = (access & 0x10) != 0,
        };
    }
}
