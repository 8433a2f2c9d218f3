using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SEL Time, IPMI 2.0 §31.10.</summary>
public sealed record GetSelTime : IpmiRequest<IpmiTimestamp>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x48);

    /// <inheritdoc />
    protected internal override IpmiTimestamp Read(ref IpmiReader reader)
    {
        /*  1-4  time  */
        return new(reader.ReadUInt32());
    }
}
