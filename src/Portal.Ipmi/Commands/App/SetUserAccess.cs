using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set User Access, IPMI 2.0 §22.26.</summary>
/// <param name="Channel">The channel; 0Eh is this one.</param>
/// <param name="UserId">The user, from 1.</param>
/// <param name="Privilege">Highest privilege on the channel; null for no access.</param>
public sealed record SetUserAccess(byte Channel, byte UserId, PrivilegeLevel? Privilege) : IpmiRequest<Empty>
{
    /// <summary>What the user may do; null leaves it as it is.</summary>
    public UserPermissions? Permissions { get; init; }

    /// <summary>Sessions the user may have at once, 1 to 15; 0 for as many as there are. Null leaves it out: BMCs of IPMI 1.5 do not know it.</summary>
    public byte? SessionLimit { get; init; }

    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x43);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1    [7] change the next three, [6] callback only, [5] link authentication, [4] messaging, [3:0] channel
            2    [5:0] user id
            3    [3:0] privilege, Fh no access
            (4)  [3:0] session limit  */
        writer.WriteByte((byte)((Permissions is { } permissions ? 0x80 | ((byte)permissions & 0x70) : 0) | (Channel & 0x0F)));
        writer.WriteByte((byte)(UserId & 0x3F));
        writer.WriteByte((byte)(Privilege is { } privilege ? (byte)privilege & 0x0F : 0x0F));
        if (SessionLimit is { } limit)
            writer.WriteByte((byte)(limit & 0x0F));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
