using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Set SDR Repository Time, IPMI 2.0 §33.18. A BMC with one clock for everything refuses it: there the SEL's time counts.</summary>
/// <param name="Time">Time to set.</param>
public sealed record SetSdrRepositoryTime(IpmiTimestamp Time) : IpmiRequest<Empty>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x29);

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1-4 time  */
        writer.WriteUInt32(Time.Value);
    }

    /// <inheritdoc />
    protected internal override Empty Read(ref IpmiReader reader) => default;
}
