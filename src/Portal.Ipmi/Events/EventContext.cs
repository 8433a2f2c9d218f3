namespace Portal.Ipmi.Events;

/// <summary>What helps to put an event into words. All of it is optional.</summary>
public sealed record EventContext
{
    /// <summary>Nothing known.</summary>
    public static EventContext None { get; } = new();

    /// <summary>IANA enterprise number of the BMC's manufacturer, from Get Device ID: chooses the decoder of OEM events.</summary>
    public int ManufacturerId { get; init; }

    /// <summary>Product id from Get Device ID.</summary>
    public ushort ProductId { get; init; }

    /// <summary>Names and conversions of sensors.</summary>
    public IEventSensors? Sensors { get; init; }
}
