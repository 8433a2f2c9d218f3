using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get User Payload Access, IPMI 2.0 §24.7.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="UserId">The user, from 1.</param>
public sealed record GetUserPayloadAccess(byte Channel, byte UserId) : IpmiRequest<UserPayloadAccess>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x4D);

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
    protected internal override UserPayloadAccess Read(ref IpmiReader reader)
    {
        /*  1-2  standard payloads, [1] SOL
            3-4  OEM payloads  */
        return new UserPayloadAccess(reader.ReadUInt16(), reader.Remaining >= 2 ? reader.ReadUInt16() : (ushort)0);
    }
}
