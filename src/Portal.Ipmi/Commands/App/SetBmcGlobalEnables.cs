using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Set BMC Global Enables, IPMI 2.0 §22.1. Most BMCs take it only from the host's own interface. Read them first: what is not named is switched off.</summary>
/// <param name="Enables">All that shall be on.</param>
public sealed record SetBmcGlobalEnables(BmcGlobalEnables Enables) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x2E);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1  [7:5] OEM, [3] event logging, [2] event message buffer, [1] its interrupt, [0] receive queue interrupt  */
        writer.WriteByte((byte)((byte)Enables & 0xEF));
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
