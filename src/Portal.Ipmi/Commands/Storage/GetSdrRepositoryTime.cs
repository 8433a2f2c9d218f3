using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SDR Repository Time, IPMI 2.0 §33.17.</summary>
public sealed record GetSdrRepositoryTime : IpmiRequest<IpmiTimestamp>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x28);

    /// <inheritdoc />
    protected internal override IpmiTimestamp Read(ref IpmiReader reader)
    {
        /*  1-4 time  */
        return new IpmiTimestamp(reader.ReadUInt32());
    }
}
