using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SEL Time UTC Offset, IPMI 2.0 §31.11a.</summary>
public sealed record GetSelTimeUtcOffset : IpmiRequest<UtcOffset>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x5C);

    /// <inheritdoc />
    protected internal override UtcOffset Read(ref IpmiReader reader)
    {
        /*  1-2  minutes, two's complement; 07FFh: unspecified  */
        return UtcOffset.FromRaw(reader.ReadUInt16());
    }
}
