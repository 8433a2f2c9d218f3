using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Set SEL Time, IPMI 2.0 §31.11. A repetition sets the clock back by the seconds it came late, no more.</summary>
public sealed record SetSelTime(IpmiTimestamp Time) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x49);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-4  time  */
        writer.WriteUInt32(Time.Value);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
