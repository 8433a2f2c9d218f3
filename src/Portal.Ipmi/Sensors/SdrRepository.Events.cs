using System.Collections.Frozen;
using Portal.Ipmi.Events;

namespace Portal.Ipmi.Sensors;

/// <content>Who is behind an event.</content>
public sealed partial class SdrRepository : IEventSensors
{
    private FrozenDictionary<(byte Owner, Lun Lun, byte Number), Sensor>? _byNumber;

    /// <summary>The sensor with a number on a controller's LUN; null when no record describes it.</summary>
    public Sensor? Find(byte owner, Lun lun, byte number)
    {
        // Made when first asked for; made twice, it is the same.
        var sensors = _byNumber ??= Index();
        return sensors.GetValueOrDefault((owner, lun, number));
    }

    /// <inheritdoc />
    public EventSensor? Find(GeneratorId owner, byte sensorNumber)
    {
        if (Find(owner.Address, (Lun)owner.Lun, sensorNumber) is not { } sensor)
            return null;
        return new EventSensor(sensor.Name)
        {
            Convert = sensor.Conversion is { IsNonLinear: false } conversion ? conversion.Convert : null,
            Unit = sensor.UnitText,
            Entity = sensor.Entity,
            EntityInstance = sensor.EntityInstance,
        };
    }

    private FrozenDictionary<(byte, Lun, byte), Sensor> Index()
    {
        var sensors = new Dictionary<(byte, Lun, byte), Sensor>();
        foreach (var sensor in Sensors)
            sensors.TryAdd((sensor.Owner.Id, sensor.Owner.Lun, sensor.Number), sensor);
        return sensors.ToFrozenDictionary();
    }
}
