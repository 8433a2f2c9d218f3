using System.Text;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get User Name, IPMI 2.0 §22.29. BMCs that have no name for a user answer nothing but zeros, FFh bytes, or CCh or CBh.</summary>
/// <param name="UserId">The user, from 1.</param>
public sealed record GetUserName(byte UserId) : IpmiRequest<string>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x46);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [5:0] user id  */
        writer.WriteByte((byte)(UserId & 0x3F));
    }

    /// <inheritdoc />
    protected internal override string Read(ref IpmiReader reader)
    {
        /*  1-16  name, padded with zeros; some BMCs pad with FFh, or send fewer bytes  */
        var name = reader.ReadRest();
        var end = name.IndexOfAny((byte)0x00, (byte)0xFF);
        return Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
    }
}
