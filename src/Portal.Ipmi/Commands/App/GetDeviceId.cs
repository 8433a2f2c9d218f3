using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.App;

/// <summary>Get Device ID, IPMI 2.0 §20.1.</summary>
public sealed record GetDeviceId : IpmiRequest<DeviceId>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.App, 0x01);

    /// <inheritdoc />
    protected internal override DeviceId Read(ref IpmiReader reader) => throw new NotImplementedException();
}
