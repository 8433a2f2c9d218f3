using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Exit SDR Repository Update Mode, IPMI 2.0 §33.20.</summary>
public sealed record ExitSdrRepositoryUpdateMode : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x2B);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
