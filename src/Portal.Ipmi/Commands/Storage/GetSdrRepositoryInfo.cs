using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SDR Repository Info, IPMI 2.0 §33.9.</summary>
public sealed record GetSdrRepositoryInfo : IpmiRequest<SdrRepositoryInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x20);

    /// <inheritdoc />
    protected internal override SdrRepositoryInfo Read(ref IpmiReader reader)
    {
        /*  1     version
            2-3   record count
            4-5   free space
            6-9   last addition
            10-13 last erase
            14    operation support  */
        var version = reader.ReadByte();
        var count = reader.ReadUInt16();
        var free = reader.ReadUInt16();
        var addition = new IpmiTimestamp(reader.ReadUInt32());
        var erase = new IpmiTimestamp(reader.ReadUInt32());
        return new SdrRepositoryInfo(version, count, free, addition, erase, reader.Remaining > 0 ? reader.ReadByte() : (byte)0);
    }
}
