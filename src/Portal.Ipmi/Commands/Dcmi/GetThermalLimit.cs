using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get Thermal Limit, DCMI 1.5 §6.7.1.</summary>
/// <param name="Instance">Which air inlet, from 1.</param>
public sealed record GetThermalLimit(byte Instance = 1) : DcmiRequest<ThermalLimit>
{
    /// <inheritdoc />
    public override byte Command => 0x0C;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   entity id: air inlet
            3   entity instance  */
        writer.WriteByte((byte)DcmiEntity.Inlet);
        writer.WriteByte(Instance);
    }

    /// <inheritdoc />
    protected override ThermalLimit ReadBody(ref IpmiReader reader)
    {
        /*  1   group
            2   [6] power off and log, [5] log only
            3   temperature limit
            4-5 exception time in seconds  */
        var actions = reader.ReadByte();
        var temperature = (sbyte)reader.ReadByte();
        return new ThermalLimit(temperature, TimeSpan.FromSeconds(reader.ReadUInt16()), (actions & 0x40) != 0, (actions & 0x20) != 0);
    }
}
