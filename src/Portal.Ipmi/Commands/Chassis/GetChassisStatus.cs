using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Get Chassis Status, IPMI 2.0 §28.2.</summary>
public sealed record GetChassisStatus : IpmiRequest<ChassisStatus>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x01);

    /// <inheritdoc />
    protected internal override ChassisStatus Read(ref IpmiReader reader) => throw new NotImplementedException();
}
