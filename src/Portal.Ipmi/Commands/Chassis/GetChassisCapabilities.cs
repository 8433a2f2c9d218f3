using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Chassis;

/// <summary>Get Chassis Capabilities, IPMI 2.0 §28.1.</summary>
public sealed record GetChassisCapabilities : IpmiRequest<ChassisCapabilities>
{
    /// <inheritdoc />
    public override CommandCode Code => new(NetFn.Chassis, 0x00);

    /// <inheritdoc />
    protected internal override ChassisCapabilities Read(ref IpmiReader reader)
    {
        /*  1    [3] power interlock, [2] diagnostic interrupt, [1] front panel lockout, [0] intrusion sensor
            2    FRU device address
            3    SDR device address
            4    SEL device address
            5    system management device address
            (6)  bridge device address  */
        var features = (ChassisFeatures)(reader.ReadByte() & 0x0F);
        var (fru, sdr, sel, management) = (reader.ReadByte(), reader.ReadByte(), reader.ReadByte(), reader.ReadByte());
        return new ChassisCapabilities(features, fru, sdr, sel, management, reader.Remaining > 0 ? reader.ReadByte() : null);
    }
}
