namespace Portal.Ipmi.Events;

/// <summary>What a sensor data record knows of the sensor behind an event.</summary>
/// <param name="Name">Its name.</param>
public sealed record EventSensor(string Name)
{
    /// <summary>Turns a raw reading or threshold into the sensor's unit; null when the sensor is not analog.</summary>
    public Func<byte, double?>? Convert { get; init; }

    /// <summary>The unit of converted values.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What the sensor belongs to; null when unknown.</summary>
    public EntityId? Entity { get; init; }

    /// <summary>Which one of the entity.</summary>
    public byte EntityInstance { get; init; }
}
