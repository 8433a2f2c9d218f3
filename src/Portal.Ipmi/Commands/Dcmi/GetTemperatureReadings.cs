using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get Temperature Readings, DCMI 1.5 §6.7.3.</summary>
/// <param name="Entity">Of what.</param>
/// <param name="Start">First instance, from 1.</param>
public sealed record GetTemperatureReadings(DcmiEntity Entity, byte Start = 1) : DcmiRequest<TemperaturePage>
{
    private const byte Temperature = 0x01;

    /// <inheritdoc />
    public override byte Command => 0x10;

    /// <inheritdoc />
    protected override void WriteBody(ref IpmiWriter writer)
    {
        /*  1   group
            2   sensor type
            3   entity id
            4   entity instance, 0 = all
            5   first instance  */
        writer.WriteByte(Temperature);
        writer.WriteByte((byte)Entity);
        writer.WriteByte(0);
        writer.WriteByte(Start);
    }

    /// <inheritdoc />
    protected override TemperaturePage ReadBody(ref IpmiReader reader)
    {
        /*  1   group
            2   instances of the entity
            3   sets in this answer
            4-N [7] negative, [6:0] degrees Celsius; instance  */
        var (total, count) = (reader.ReadByte(), reader.ReadByte());
        var temperatures = new List<DcmiTemperature>(Math.Min(count, reader.Remaining / 2));
        for (var i = 0; i < count; i++)
        {
            var value = reader.ReadByte();
            temperatures.Add(new DcmiTemperature(Entity, reader.ReadByte(), (value & 0x80) != 0 ? -(value & 0x7F) : value));
        }

        return new TemperaturePage(total, temperatures);
    }
}
