using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Warm Reset of the controller, IPMI 2.0 §20.3: its communications start over, its configuration stays. Sessions may end.</summary>
public sealed record WarmReset : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x03);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
