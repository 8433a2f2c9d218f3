using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Set SEL Time UTC Offset, IPMI 2.0 §31.11b.</summary>
public sealed record SetSelTimeUtcOffset(UtcOffset Offset) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x5D);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-2  minutes, two's complement; 07FFh: unspecified  */
        writer.WriteUInt16(Offset.Raw);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
