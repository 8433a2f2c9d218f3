using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Enter SDR Repository Update Mode, IPMI 2.0 §33.19. Until the mode is left the BMC answers little else.</summary>
public sealed record EnterSdrRepositoryUpdateMode : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x2A);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
