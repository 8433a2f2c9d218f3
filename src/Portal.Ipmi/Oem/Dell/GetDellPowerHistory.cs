using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Oem.Dell;

/// <summary>Cumulative energy and peaks, 30h 9Ch. As ipmitool's <c>delloem powermonitor</c> reads it.</summary>
public sealed record GetDellPowerHistory : VendorRequest<DellPowerHistory>
{
    /// <inheritdoc />
    public override CommandCode Code => Vendor(0x30, 0x9C);

    /// <inheritdoc />
    public override string? Describe(CompletionCode code) => DellCompletion.Describe(code);

    /// <inheritdoc />
    protected internal override void Write(ref IpmiWriter writer)
    {
        /*  1   entity id: system board
            2   entity instance  */
        writer.WriteByte(0x07);
        writer.WriteByte(0x01);
    }

    /// <inheritdoc />
    protected internal override DellPowerHistory Read(ref IpmiReader reader)
    {
        /*  1-4   energy is counted since
            5-8   energy in watt-hours
            9-12  peaks are kept since
            13-16 time of the highest current
            17-18 highest current in tenths of an ampere
            19-22 time of the highest power
            23-24 highest power in watts  */
        return new DellPowerHistory(
            new IpmiTimestamp(reader.ReadUInt32()), reader.ReadUInt32(), new IpmiTimestamp(reader.ReadUInt32()), new IpmiTimestamp(reader.ReadUInt32()),
            reader.ReadUInt16(), new IpmiTimestamp(reader.ReadUInt32()), reader.ReadUInt16());
    }
}
