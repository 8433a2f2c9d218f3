using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Get Chassis Status, IPMI 2.0 §28.2.</summary>
public sealed record GetChassisStatus : IpmiRequest<ChassisStatus>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x01);

    /// <inheritdoc />
    protected internal override ChassisStatus Read(ref IpmiReader reader)
    {
        /*  1  current power state
            2  last power event
            3  miscellaneous chassis state
            4  front panel button capabilities, optional  */
        var power = reader.ReadByte();
        var lastEvent = reader.ReadByte();
        var miscellaneous = reader.ReadByte();
        return new ChassisStatus(power, lastEvent, miscellaneous, reader.Remaining > 0 ? reader.ReadByte() : null);
    }
}
