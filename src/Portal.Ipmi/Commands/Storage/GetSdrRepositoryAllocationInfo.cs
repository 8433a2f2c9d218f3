using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SDR Repository Allocation Info, IPMI 2.0 §33.10.</summary>
public sealed record GetSdrRepositoryAllocationInfo : IpmiRequest<SdrAllocationInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x21);

    /// <inheritdoc />
    protected internal override SdrAllocationInfo Read(ref IpmiReader reader)
    {
        /*  1-2 possible allocation units
            3-4 bytes in a unit
            5-6 free units
            7-8 largest free block in units
            9   largest record in units  */
        var units = reader.ReadUInt16();
        var bytes = reader.ReadUInt16();
        var free = reader.ReadUInt16();
        var largest = reader.ReadUInt16();
        return new SdrAllocationInfo(units, bytes, free, largest, reader.ReadByte());
    }
}
