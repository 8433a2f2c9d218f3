using Portal.Ipmi.Events;
using Portal.Ipmi.Wire;

namespace Portal.Ipmi.Sensors;

/// <summary>Entity association, IPMI 2.0 §43.4, and device-relative entity association, §43.5: which entities another one contains.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Container">The containing entity.</param>
/// <param name="IsRange">Contained entities came as one or two ranges; <see cref="Contained"/> has their first and last, in pairs.</param>
/// <param name="IsLinked">Other records have more that the same container contains.</param>
/// <param name="MustBeAccessible">A presence sensor of the container that cannot be accessed is an error.</param>
/// <param name="Contained">Contained entities, at most four.</param>
public sealed record EntityAssociationRecord(
    SdrHeader Header, EntityInstance Container, bool IsRange, bool IsLinked, bool MustBeAccessible, IReadOnlyList<EntityInstance> Contained) : SdrRecord(Header)
{
    private const int Entries = 4;

    /// <summary>Every contained entity, ranges written out.</summary>
    public IEnumerable<EntityInstance> All()
    {
        if (!IsRange)
        {
            foreach (var entity in Contained)
                yield return entity;
            yield break;
        }

        for (var i = 0; i + 1 < Contained.Count; i += 2)
        {
            for (int instance = Contained[i].Instance; instance <= Contained[i + 1].Instance; instance++)
                yield return Contained[i] with { Instance = (byte)instance };
        }
    }

    internal static EntityAssociationRecord Read(SdrHeader header, ref IpmiReader reader)
    {
        /*  6-7  container entity
            8    [7] range, [6] linked, [5] presence sensor always accessible
            9-16 four contained entities; id 0 unspecified  */
        var id = (EntityId)reader.ReadByte();
        var container = new EntityInstance(id, reader.ReadByte());
        var flags = reader.ReadByte();
        var contained = new List<EntityInstance>(Entries);
        for (var i = 0; i < Entries && reader.Remaining >= 2; i++)
        {
            var entity = (EntityId)reader.ReadByte();
            Add(contained, new EntityInstance(entity, reader.ReadByte()));
        }

        return Make(header, container, flags, contained);
    }

    internal static EntityAssociationRecord ReadDeviceRelative(SdrHeader header, ref IpmiReader reader)
    {
        /*  6-7   container entity
            8-9   address and [7:4] channel of its controller
            10    flags as above
            11-26 four contained entities: address, [7:4] channel, id, instance
            27-32 reserved  */
        var id = (EntityId)reader.ReadByte();
        var instance = reader.ReadByte();
        var controller = reader.ReadByte();
        var container = new EntityInstance(id, instance, controller, (byte)(reader.ReadByte() >> 4));
        var flags = reader.ReadByte();
        var contained = new List<EntityInstance>(Entries);
        for (var i = 0; i < Entries && reader.Remaining >= 4; i++)
        {
            var address = reader.ReadByte();
            var channel = (byte)(reader.ReadByte() >> 4);
            var entity = (EntityId)reader.ReadByte();
            Add(contained, new EntityInstance(entity, reader.ReadByte(), address, channel));
        }

        return Make(header, container, flags, contained);
    }

    private static void Add(List<EntityInstance> contained, EntityInstance entity)
    {
        if (entity.Id != EntityId.Unspecified)
            contained.Add(entity);
    }

    private static EntityAssociationRecord Make(SdrHeader header, EntityInstance container, byte flags, List<EntityInstance> contained) =>
        new(header, container, (flags & 0x80) != 0, (flags & 0x40) != 0, (flags & 0x20) != 0, contained);
}
