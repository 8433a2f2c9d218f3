using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Storage;

/// <summary>Get FRU Inventory Area Info, IPMI 2.0 §34.1.</summary>
/// <param name="DeviceId">FRU device id; FFh is reserved.</param>
public sealed record GetFruInventoryAreaInfo(byte DeviceId) : IpmiRequest<FruInventoryAreaInfo>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Storage, 0x10);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => FruCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   FRU device id  */
        writer.WriteByte(DeviceId);
    }

    /// <inheritdoc />
    protected internal override FruInventoryAreaInfo Read(ref IpmiReader reader)
    {
        /*  1-2 size of the inventory area in bytes
            3   [0] 0 = accessed by bytes, 1 = by words  */
        var size = reader.ReadUInt16();
        return new FruInventoryAreaInfo(size, (reader.ReadByte() & 0x01) != 0);
    }
}
