using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SDR Repository Time, IPMI 2.0 §33.17: seconds since 1970 in the BMC's own time zone.</summary>
public sealed record GetSdrRepositoryTime : IpmiRequest<uint>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x28);

    /// <inheritdoc />
    protected internal override uint Read(ref IpmiReader reader)
    {
        /*  1-4 time  */
        return reader.ReadUInt32();
    }
}
