using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get SEL Allocation Info, IPMI 2.0 §31.3.</summary>
public sealed record GetSelAllocationInfo : IpmiRequest<SelAllocationInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x41);

    /// <inheritdoc />
    protected internal override SelAllocationInfo Read(ref IpmiReader reader)
    {
        /*  1-2 possible allocation units, 0: unspecified
            3-4 bytes of a unit, 0: unspecified
            5-6 free units
            7-8 largest free block in units
            9   largest record in units  */
        var units = reader.ReadUInt16();
        var size = reader.ReadUInt16();
        var free = reader.ReadUInt16();
        var largest = reader.ReadUInt16();
        return new SelAllocationInfo(units, size, free, largest, reader.ReadByte());
    }
}
