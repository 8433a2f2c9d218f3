using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Close Session, IPMI 2.0 §22.19.</summary>
public sealed record CloseSession(uint SessionId) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x3C);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Callback;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-4  session id that the BMC chose  */
        writer.WriteUInt32(SessionId);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
