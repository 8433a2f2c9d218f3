using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Get POH Counter, IPMI 2.0 §28.14: power-on hours.</summary>
public sealed record GetPohCounter : IpmiRequest<PowerOnHours>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x0F);

    /// <inheritdoc />
    protected internal override PowerOnHours Read(ref IpmiReader reader)
    {
        /*  1    minutes per count
            2-5  counter  */
        var minutes = reader.ReadByte();
        return new PowerOnHours(minutes, reader.ReadUInt32());
    }
}
