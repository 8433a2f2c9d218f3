using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Power consumption of all power supplies, 30h B3h. As ipmitool's <c>delloem powermonitor powerconsumption</c> reads it.</summary>
public sealed record GetDellPowerNow : VendorRequest<DellPowerNow>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0xB3);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => DellCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   entity id: power supply
            2   entity instance, 0 = all  */
        writer.WriteByte(0x0A);
        writer.WriteByte(0x00);
    }

    /// <inheritdoc />
    protected internal override DellPowerNow Read(ref IpmiReader reader)
    {
        /*  1-2 watts
            3-4 tenths of an ampere
            5-7 reserved  */
        return new DellPowerNow(reader.ReadUInt16(), reader.ReadUInt16());
    }
}
