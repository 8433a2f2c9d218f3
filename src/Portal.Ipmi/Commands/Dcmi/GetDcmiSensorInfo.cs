using Portal.Ipmi.Dcmi;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>Get DCMI Sensor Info, DCMI 1.5 §6.5.2.</summary>
/// <param name="Entity">What the sensors belong to.</param>
/// <param name="Start">First instance, from 1.</param>
public sealed record GetDcmiSensorInfo(DcmiEntity Entity, byte Start = 1) : DcmiRequest<DcmiSensorPage>
{
    private const byte Temperature = 0x01;

    /// <inheritdoc />
    public override byte Command => 0x07;

    /// <inheritdoc />
    public override PrivilegeLevel RequiredPrivilege => PrivilegeLevel.Operator;

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
    protected override DcmiSensorPage ReadBody(ref IpmiReader reader)
    {
        /*  1   group
            2   instances of the entity
            3   record ids in this answer
            4-N record ids, two bytes each  */
        var (total, count) = (reader.ReadByte(), reader.ReadByte());
        var ids = new List<ushort>(Math.Min(count, reader.Remaining / 2));
        for (var i = 0; i < count; i++)
            ids.Add(reader.ReadUInt16());
        return new DcmiSensorPage(total, ids);
    }
}
