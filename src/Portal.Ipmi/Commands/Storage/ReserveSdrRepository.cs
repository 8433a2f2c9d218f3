using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Reserve SDR Repository, IPMI 2.0 §33.11. Answers the reservation id, which the next reservation by anyone cancels.</summary>
public sealed record ReserveSdrRepository : IpmiRequest<ushort>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x22);

    /// <inheritdoc />
    protected internal override ushort Read(ref IpmiReader reader)
    {
        /*  1-2 reservation id  */
        return reader.ReadUInt16();
    }
}
