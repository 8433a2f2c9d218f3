using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get System GUID, IPMI 2.0 §22.14: 16 bytes as they come. Their order differs from vendor to vendor, so nobody turns them into a Guid here.</summary>
public sealed record GetSystemGuid : IpmiRequest<ReadOnlyMemory<byte>>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x37);

    /// <inheritdoc />
    protected internal override ReadOnlyMemory<byte> Read(ref IpmiReader reader)
    {
        /*  1-16  GUID  */
        return reader.ReadBytes(16).ToArray();
    }
}
