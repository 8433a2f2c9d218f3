using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Device GUID, IPMI 2.0 §20.8: 16 bytes of the controller itself as they come; <see cref="IpmiGuid"/> reads them.</summary>
public sealed record GetDeviceGuid : IpmiRequest<ReadOnlyMemory<byte>>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x08);

    /// <inheritdoc />
    protected internal override ReadOnlyMemory<byte> Read(ref IpmiReader reader)
    {
        /*  1-16  GUID  */
        return reader.ReadBytes(16).ToArray();
    }
}
