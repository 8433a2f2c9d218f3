namespace Portal.Ipmi.Commands.SensorEvent;

/// <summary>What a sensor says besides its reading, IPMI 2.0 §35.14.</summary>
[Flags]
public enum SensorFlags : byte
{
    /// <summary>No events, not scanned.</summary>
    None = 0,

    /// <summary>The reading or state is not available now: nothing is plugged in, or the first one has not come yet.</summary>
    Unavailable = 0x20,

    /// <summary>The sensor is scanned.</summary>
    Scanning = 0x40,

    /// <summary>The sensor sends event messages.</summary>
    EventMessages = 0x80,
}
