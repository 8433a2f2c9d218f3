using Portal.Ipmi.Events;

namespace Portal.Ipmi.Sensors;

/// <summary>A record that describes a sensor, or several that share it: full, compact or event-only.</summary>
/// <param name="Header">Its header.</param>
public abstract record SensorRecord(SdrHeader Header) : SdrRecord(Header)
{
    /// <summary>Who has the sensor.</summary>
    public required SensorOwner Owner { get; init; }

    /// <summary>Sensor number; of a shared record that of the first.</summary>
    public required byte Number { get; init; }

    /// <summary>What it belongs to.</summary>
    public required EntityId Entity { get; init; }

    /// <summary>Which one of the entity, 0 to 127; from 60h on relative to the owner.</summary>
    public required byte EntityInstance { get; init; }

    /// <summary>The entity is a logical container, not a thing.</summary>
    public bool IsLogicalEntity { get; init; }

    /// <summary>Sensor type.</summary>
    public required SensorType Type { get; init; }

    /// <summary>Event/reading type.</summary>
    public required EventReadingType ReadingType { get; init; }

    /// <summary>Whether it watches an input or an output.</summary>
    public SensorDirection Direction { get; init; }

    /// <summary>Sensors that share the record.</summary>
    public SensorSharing Sharing { get; init; } = SensorSharing.None;

    /// <summary>OEM byte.</summary>
    public byte Oem { get; init; }

    /// <summary>Name, as it stands in the record: of a shared one without number or letter.</summary>
    public required string Name { get; init; }

    /// <summary>The sensor has thresholds rather than states.</summary>
    public bool IsThreshold => ReadingType == EventReadingType.Threshold;
}
