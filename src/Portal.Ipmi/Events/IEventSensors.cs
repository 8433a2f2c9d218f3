namespace Portal.Ipmi.Events;

/// <summary>Finds the sensor behind an event, by its owner and number: the seam to a cache of sensor data records.</summary>
public interface IEventSensors
{
    /// <summary>The sensor; null when there is no record of it.</summary>
    EventSensor? Find(GeneratorId owner, byte sensorNumber);
}
