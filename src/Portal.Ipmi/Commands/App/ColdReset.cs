using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Cold Reset of the controller, IPMI 2.0 §20.2: as if it lost power. Sessions end, and the answer may not come any more.</summary>
public sealed record ColdReset : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x02);

    /// <inheritdoc />
    public override bool IsIdempotent => false;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Administrator;

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
