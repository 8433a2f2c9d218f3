using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set User Payload Access, IPMI 2.0 §24.6.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="UserId">The user, from 1.</param>
/// <param name="Enable">Allow these payloads; otherwise forbid them.</param>
/// <param name="Payloads">The payloads; all others stay as they are.</param>
public sealed record SetUserPayloadAccess(byte Channel, byte UserId, bool Enable, UserPayloadAccess Payloads) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x4C);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [3:0] channel
            2    [7:6] 0 enable, 1 disable; [5:0] user id
            3-4  standard payloads, [1] SOL
            5-6  OEM payloads  */
        writer.WriteByte((byte)(Channel & 0x0F));
        writer.WriteByte((byte)((Enable ? 0 : 0x40) | (UserId & 0x3F)));
        writer.WriteUInt16(Payloads.Standard);
        writer.WriteUInt16(Payloads.Oem);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
