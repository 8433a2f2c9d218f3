using Portal.Ipmi.Sensors;

namespace Portal.Ipmi.Events;

/// <summary>The sensors behind events, out of a BMC's sensor data records.</summary>
public sealed class SdrEventSensors : IEventSensors
{
    private readonly Dictionary<(byte Owner, byte Number), List<(byte Lun, byte Channel, EventSensor Sensor)>> _sensors = [];

    /// <summary>Takes all sensors of a repository, event-only ones included.</summary>
    public SdrEventSensors(SdrRepository repository)
    {
        foreach (var sensor in repository.Sensors)
        {
            var key = (sensor.Owner.Id, sensor.Number);
            if (!_sensors.TryGetValue(key, out var same))
                _sensors[key] = same = [];
            same.Add(((byte)sensor.Owner.Lun, sensor.Owner.Channel, Of(sensor)));
        }
    }

    /// <summary>
    /// The sensor with the event's owner, LUN and number. Where no LUN fits, the only one of that owner and number is taken: BMCs log events of
    /// LUN 1 as of LUN 0.
    /// </summary>
    public EventSensor? Find(GeneratorId owner, byte sensorNumber)
    {
        if (!_sensors.TryGetValue((owner.Address, sensorNumber), out var same))
            return null;
        foreach (var (lun, channel, sensor) in same)
        {
            if (lun == owner.Lun && channel == owner.Channel)
                return sensor;
        }

        return same.Count == 1 && !owner.IsSoftware ? same[0].Sensor : null;
    }

    private static EventSensor Of(Sensor sensor) => new(sensor.Name)
    {
        Convert = sensor.Conversion is { } conversion ? raw => conversion.Convert(raw) : null,
        Unit = sensor.UnitText,
        Entity = sensor.Entity,
        EntityInstance = sensor.EntityInstance,
    };
}
